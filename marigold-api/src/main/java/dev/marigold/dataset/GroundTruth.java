package dev.marigold.dataset;

import static java.util.Objects.requireNonNull;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;

/**
 * Measured depth along the optical axis and the pixels where it may be trusted. Immutable.
 */
public final class GroundTruth {
    private final FloatTensor depth;
    private final PixelMask valid;

    /**
     * Pairs a map with its mask.
     *
     * @param depth {@code [H, W]}, metres; values outside {@code valid} mean nothing
     * @param valid {@code [H, W]}; the range, crop and benchmark masks of the data set are applied
     * @throws IllegalArgumentException if the sizes differ
     */
    public GroundTruth(FloatTensor depth, PixelMask valid) {
        this.depth = requireNonNull(depth, "depth");
        this.valid = requireNonNull(valid, "valid");
        if (!depth.shape().equals(Shape.of(valid.height(), valid.width()))) {
            throw new IllegalArgumentException("depth must have the shape of the mask, [" + valid.height() + ", "
                    + valid.width() + "], got " + depth.shape());
        }
    }

    /** Returns the depth, {@code [H, W]}, metres. */
    public FloatTensor depth() {
        return depth;
    }

    /** Returns where the depth counts. */
    public PixelMask valid() {
        return valid;
    }

    /** Returns the number of columns. */
    public int width() {
        return valid.width();
    }

    /** Returns the number of rows. */
    public int height() {
        return valid.height();
    }

    @Override
    public String toString() {
        return "GroundTruth[" + valid + "]";
    }
}
