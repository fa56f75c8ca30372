package dev.marigold.calibration;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A depth map in metres: the distance from the plane of the camera, not along the ray. Immutable and safe for use by several threads.
 */
public final class MetricDepth {
    private final FloatTensor metres;
    private final @Nullable FloatTensor uncertainty;
    private final int validCount;

    private MetricDepth(FloatTensor metres, @Nullable FloatTensor uncertainty) {
        this.metres = metres;
        this.uncertainty = uncertainty;
        int valid = 0;
        for (int i = 0; i < metres.shape().elementCount(); i++) {
            valid += metres.get(i) > 0 ? 1 : 0;
        }
        this.validCount = valid;
    }

    /**
     * Returns a map of depths.
     *
     * @param metres shape {@code [H, W]}, H and W at least 1; what is not a finite number greater than 0 is invalid
     * @throws IllegalArgumentException if the shape is another
     */
    public static MetricDepth of(FloatTensor metres) {
        return new MetricDepth(cleaned(metres), null);
    }

    /**
     * Returns a map of depths with an uncertainty for each.
     *
     * @param metres shape {@code [H, W]}, H and W at least 1; what is not a finite number greater than 0 is invalid
     * @param uncertainty metres, the shape of {@code metres}; becomes NaN where the depth is invalid
     * @throws IllegalArgumentException if a shape is another
     */
    public static MetricDepth of(FloatTensor metres, FloatTensor uncertainty) {
        if (!uncertainty.shape().equals(metres.shape())) {
            throw new IllegalArgumentException(
                    "uncertainty must have the shape of metres " + metres.shape() + ", got " + uncertainty.shape());
        }
        FloatTensor valid = cleaned(metres);
        return new MetricDepth(valid, whereValid(uncertainty, valid));
    }

    private static FloatTensor whereValid(FloatTensor uncertainty, FloatTensor metres) {
        float[] values = uncertainty.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.isNaN(metres.get(i)) ? Float.NaN : values[i];
        }
        return FloatTensor.wrap(uncertainty.shape(), values);
    }

    private static FloatTensor cleaned(FloatTensor metres) {
        Shape shape = metres.shape();
        if (shape.rank() != 2 || shape.elementCount() == 0) {
            throw new IllegalArgumentException("metres must have shape [H, W] with H and W >= 1, got " + shape);
        }
        float[] values = metres.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0 && Float.isFinite(values[i]))) {
                values[i] = Float.NaN;
            }
        }
        return FloatTensor.wrap(shape, values);
    }

    /** Returns the depths, shape {@code [H, W]}, metres, greater than 0; NaN where there is no valid one. */
    public FloatTensor metres() {
        return metres;
    }

    /**
     * Returns how much the members of the prediction disagree, shape {@code [H, W]}, metres; the error of the calibration is not in it.
     * Empty if it is not known. NaN where there is no valid depth.
     */
    public Optional<FloatTensor> uncertainty() {
        return Optional.ofNullable(uncertainty);
    }

    /** Returns the width in pixels. */
    public int width() {
        return metres.shape().extent(1);
    }

    /** Returns the height in pixels. */
    public int height() {
        return metres.shape().extent(0);
    }

    /** Returns the number of pixels that have a valid depth. */
    public int validCount() {
        return validCount;
    }

    /**
     * Returns the depth at one pixel in metres; NaN if there is no valid one.
     *
     * @param x in [0, width), from the left
     * @param y in [0, height), from the top
     * @throws IndexOutOfBoundsException if the pixel is outside the map
     */
    public float metresAt(int x, int y) {
        if (x < 0 || x >= width() || y < 0 || y >= height()) {
            throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of a map of " + width() + "x" + height());
        }
        return metres.get(y * width() + x);
    }

    @Override
    public String toString() {
        return "MetricDepth[" + width() + "x" + height() + ", " + validCount + " valid]";
    }
}
