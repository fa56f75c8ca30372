package dev.marigold.evaluation;

import dev.marigold.dataset.DepthSample;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Predictors that do not look at the picture: what a model has to beat. */
public enum TrivialPredictor implements DepthPredictor {
    /** The same depth everywhere. */
    CONSTANT("constant"),
    /** Depth that grows evenly from the bottom row, 0, to the top row, 1. */
    VERTICAL_RAMP("vertical_ramp");

    private final String id;

    TrivialPredictor(String id) {
        this.id = id;
    }

    /** Returns the name users write, such as {@code vertical_ramp}. */
    public String id() {
        return id;
    }

    /** Returns the prediction for a picture of this size. */
    public FloatTensor predict(int height, int width) {
        float[] values = new float[Math.multiplyExact(height, width)];
        for (int y = 0; y < height; y++) {
            float value = this == CONSTANT ? 0.5f : (height - 1 - y) / (float) Math.max(1, height - 1);
            Arrays.fill(values, y * width, (y + 1) * width, value);
        }
        return FloatTensor.wrap(Shape.of(height, width), values);
    }

    @Override
    public FloatTensor predict(DepthSample sample, Cancellation cancellation) throws IOException {
        RgbImage image = sample.image();
        return predict(image.height(), image.width());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("trivial", id);
    }
}
