package dev.marigold.training;

import dev.marigold.DepthEstimator;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthAlignment;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.schedulers.DdimSchedulerProvider;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Judges a checkpoint as its users will use it: aligned, or in metres where it was trained for them. */
final class Validator {
    private Validator() {}

    static ValidationResult judge(
            Validation validation,
            DepthNormalization normalization,
            Path checkpoint,
            long update,
            BackendOptions engine)
            throws IOException {
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
                    .build()
                    .run();
            Map<DepthMetric, Double> means = new EnumMap<>(DepthMetric.class);
            for (DepthMetric metric : result.metrics()) {
                means.put(metric, result.mean(metric));
            }
            Previews.draw(validation, normalization, estimator, checkpoint.resolveSibling("previews"), update);
            return new ValidationResult(update, validation.dataset().name(), means);
        }
    }
}
