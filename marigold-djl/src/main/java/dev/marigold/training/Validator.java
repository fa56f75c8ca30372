package dev.marigold.training;

import dev.marigold.DepthEstimator;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.schedulers.DdimSchedulerProvider;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Judges a checkpoint as its users will use it. */
final class Validator {
    private Validator() {}

    static ValidationResult judge(Validation validation, Path checkpoint, long update, BackendOptions engine)
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
                    .build()
                    .run();
            Map<DepthMetric, Double> means = new EnumMap<>(DepthMetric.class);
            for (DepthMetric metric : result.metrics()) {
                means.put(metric, result.mean(metric));
            }
            Previews.draw(validation, estimator, checkpoint.resolveSibling("previews"), update);
            return new ValidationResult(update, validation.dataset().name(), means);
        }
    }
}
