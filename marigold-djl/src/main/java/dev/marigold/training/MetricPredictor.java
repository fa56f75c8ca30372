package dev.marigold.training;

import dev.marigold.dataset.DepthSample;
import dev.marigold.evaluation.DepthPredictor;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.util.Map;

/**
 * Predictions in metres, of a checkpoint that was trained for a fixed range.
 *
 * @param predictor predicts in [0, 1]
 * @param normalization absolute
 */
record MetricPredictor(DepthPredictor predictor, DepthNormalization normalization) implements DepthPredictor {
    @Override
    public FloatTensor predict(DepthSample sample, Cancellation cancellation) throws IOException {
        return normalization.metres(predictor.predict(sample, cancellation));
    }

    @Override
    public Map<String, String> settings() {
        return predictor.settings();
    }
}
