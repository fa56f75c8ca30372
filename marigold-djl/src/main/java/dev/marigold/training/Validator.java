package dev.marigold.training;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthAlignment;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.EvaluationListener;
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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
            Set<String> failed = new HashSet<>();
            Map<DepthMetric, Double> means = means(estimator, failed);
            new Previews(validation, normalization, checkpoint.resolveSibling("previews"))
                    .draw(
                            update,
                            failed,
                            image -> estimator
                                    .estimate(request(estimator, image))
                                    .depth());
            return new ValidationResult(update, validation.dataset().name(), means, failed.size());
        }
    }

    /** Returns the means over the samples that can be judged, no numbers where none can, and collects the others. */
    private Map<DepthMetric, Double> means(DepthEstimator estimator, Set<String> failed) throws IOException {
        DepthEvaluation evaluation = DepthEvaluation.builder(
                        validation.dataset(),
                        EstimatorPredictor.builder(estimator).build())
                .alignment(DepthAlignment.of(
                        normalization.range().isPresent() ? AlignmentMode.NONE : AlignmentMode.LEAST_SQUARES))
                .cancellation(stop)
                .listener(new EvaluationListener() {
                    @Override
                    public void onFailed(SampleFailure failure) {
                        warn(failure);
                        failed.add(failure.sample());
                    }
                })
                .build();
        Map<DepthMetric, Double> means = new EnumMap<>(DepthMetric.class);
        DepthMetric.published().forEach(metric -> means.put(metric, Double.NaN));
        try {
            EvaluationResult result = evaluation.run();
            result.metrics().forEach(metric -> means.put(metric, result.mean(metric)));
        } catch (IOException e) {
            if (failed.size() < validation.dataset().size()) {
                throw e;
            }
            // Each sample is warned about; the training need not stop because none can be judged.
        }
        return means;
    }

    private void warn(SampleFailure failure) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "Cannot judge sample " + failure.sample() + " of "
                        + validation.dataset().name() + ": " + failure.reason());
    }

    /** Starts previews from where the judged predictions do. */
    private DepthRequest request(DepthEstimator estimator, RgbImage image) {
        DepthRequest.Builder request = DepthRequest.builder(image).cancellation(stop);
        boolean fromZeros = estimator.defaults().seed().isEmpty();
        return (fromZeros ? request : request.seed(EstimatorPredictor.PUBLISHED_SEED)).build();
    }
}
