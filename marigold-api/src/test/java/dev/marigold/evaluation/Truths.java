package dev.marigold.evaluation;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;

/** Makes maps. */
final class Truths {
    private Truths() {}

    /** A value for each pixel. */
    @FunctionalInterface
    interface Pixels {
        float at(int index);
    }

    /** Returns a fully valid map. */
    static GroundTruth of(int height, int width, Pixels pixels) {
        float[] values = new float[height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels.at(i);
        }
        return new GroundTruth(FloatTensor.wrap(Shape.of(height, width), values), PixelMask.all(height, width));
    }
}
