package dev.marigold.evaluation;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;

/** Two pictures of one size, {@code [C, H, W]}, and where they count. */
record Planes(FloatTensor prediction, FloatTensor truth, PixelMask valid) {
    static Planes of(FloatTensor prediction, FloatTensor truth, PixelMask valid) {
        Shape shape = truth.shape();
        if (shape.rank() != 3 || shape.extent(0) == 0 || !prediction.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "prediction and truth must have one shape [C, H, W], got " + prediction.shape() + " and " + shape);
        }
        if (valid.height() != shape.extent(1) || valid.width() != shape.extent(2)) {
            throw new IllegalArgumentException("mask must have the size of the pictures " + shape + ", got " + valid);
        }
        if (valid.count() == 0) {
            throw new IllegalArgumentException("mask must have at least one valid pixel, got none");
        }
        return new Planes(prediction, truth, valid);
    }

    int channels() {
        return truth.shape().extent(0);
    }

    int height() {
        return valid.height();
    }

    int width() {
        return valid.width();
    }

    int pixels() {
        return height() * width();
    }

    float predicted(int channel, int pixel) {
        return prediction.get(channel * pixels() + pixel);
    }

    float actual(int channel, int pixel) {
        return truth.get(channel * pixels() + pixel);
    }
}
