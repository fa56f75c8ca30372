package dev.marigold.cli.evaluate;

import dev.marigold.DepthEstimator;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthPredictor;
import dev.marigold.evaluation.EstimatorPredictor;
import dev.marigold.evaluation.PredictionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A predictor, and the model behind it if there is one, which it owns. */
final class OpenPredictor implements AutoCloseable {
    private final DepthPredictor predictor;
    private final @Nullable DepthEstimator estimator;

    private OpenPredictor(DepthPredictor predictor, @Nullable DepthEstimator estimator) {
        this.predictor = predictor;
        this.estimator = estimator;
    }

    /** Opens what stands in for a model; its maps are in metres where nothing aligns them. */
    static OpenPredictor substitute(PredictorOptions options, DepthDataset dataset, AlignmentMode alignment)
            throws IOException {
        if (options.trivial().isPresent()) {
            return new OpenPredictor(options.trivial().get(), null);
        }
        Path folder = options.predictions().orElseThrow();
        return new OpenPredictor(
                alignment == AlignmentMode.NONE
                        ? PredictionFiles.inMetres(folder, dataset)
                        : PredictionFiles.of(folder, dataset),
                null);
    }

    /**
     * Takes over a model.
     *
     * @param options where its predictions start from
     * @param settings what else decides on them
     */
    static OpenPredictor model(DepthEstimator estimator, PredictorOptions options, Map<String, String> settings) {
        EstimatorPredictor.Builder builder = EstimatorPredictor.builder(estimator);
        options.applyTo(builder);
        settings.forEach(builder::setting);
        return new OpenPredictor(builder.build(), estimator);
    }

    DepthPredictor predictor() {
        return predictor;
    }

    @Override
    public void close() {
        if (estimator != null) {
            estimator.close();
        }
    }
}
