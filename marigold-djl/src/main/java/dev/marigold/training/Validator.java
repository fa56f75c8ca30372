package dev.marigold.training;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthAlignment;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleFailure;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.schedulers.DdimSchedulerProvider;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a checkpoint as its users will use it: aligned, or in metres where it was trained for them. */
final class Validator {
    private static final System.Logger LOGGER = System.getLogger(Validator.class.getName());

    private final Validation validation;
    private final DepthNormalization normalization;
    private final BackendOptions engine;
    private final Cancellation stop;

    Validator(TrainerSettings settings, Cancellation stop) {
        this.validation = settings.validation.orElseThrow();
        this.normalization = settings.samples.normalization();
        this.engine = settings.engine;
        this.stop = stop;
    }

    /** Judges a checkpoint and draws previews beside it. Samples that fail are warned about, and left out of both. */
    ValidationResult judge(Path checkpoint, long update) throws IOException {
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(checkpoint)
                .backend(new DjlBackendProvider())
                .scheduler(new DdimSchedulerProvider())
                .device(engine.device())
                .threads(engine.threads())
                .steps(validation.steps())
                .ensembleSize(validation.ensembleSize())
                .processingResolution(validation.processingResolution())
                .build()) {
            EvaluationResult result = DepthEvaluation.builder(
                            validation.dataset(),
                            EstimatorPredictor.builder(estimator).build())
                    .alignment(DepthAlignment.of(
                            normalization.range().isPresent() ? AlignmentMode.NONE : AlignmentMode.LEAST_SQUARES))
                    .cancellation(stop)
                    .build()
                    .run();
            Map<DepthMetric, Double> means = new EnumMap<>(DepthMetric.class);
            for (DepthMetric metric : result.metrics()) {
                means.put(metric, result.mean(metric));
            }
            new Previews(validation, normalization, checkpoint.resolveSibling("previews"))
                    .draw(
                            update,
                            failed(result),
                            image -> estimator
                                    .estimate(request(estimator, image))
                                    .depth());
            return new ValidationResult(
                    update,
                    validation.dataset().name(),
                    means,
                    result.failures().size());
        }
    }

    private Set<String> failed(EvaluationResult result) {
        for (SampleFailure failure : result.failures()) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Cannot judge sample " + failure.sample() + " of "
                            + validation.dataset().name() + ": " + failure.reason());
        }
        return result.failures().stream().map(SampleFailure::sample).collect(Collectors.toSet());
    }

    /** Starts previews from where the judged predictions do. */
    private DepthRequest request(DepthEstimator estimator, RgbImage image) {
        DepthRequest.Builder request = DepthRequest.builder(image).cancellation(stop);
        boolean fromZeros = estimator.defaults().seed().isEmpty();
        return (fromZeros ? request : request.seed(EstimatorPredictor.PUBLISHED_SEED)).build();
    }
}
