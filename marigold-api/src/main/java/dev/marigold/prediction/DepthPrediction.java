package dev.marigold.prediction;

import static java.util.Objects.requireNonNull;

import dev.marigold.tensor.FloatTensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A depth map with what is known about it. Immutable and safe for use by several threads.
 */
public final class DepthPrediction {
    private final FloatTensor depth;
    private final @Nullable FloatTensor uncertainty;
    private final AffineInvariance invariance;
    private final @Nullable MetricRange range;
    private final Provenance provenance;
    private final Timings timings;

    /**
     * Creates a prediction.
     *
     * @param depth shape {@code [H, W]}
     * @param uncertainty shape {@code [H, W]}; null if there was one member only
     * @param range null if the depth is not in metres or the checkpoint does not name it
     * @throws IllegalArgumentException if a shape is wrong, or a range is given though depth is not absolute
     */
    public DepthPrediction(
            FloatTensor depth,
            @Nullable FloatTensor uncertainty,
            AffineInvariance invariance,
            @Nullable MetricRange range,
            Provenance provenance,
            Timings timings) {
        if (depth.shape().rank() != 2) {
            throw new IllegalArgumentException("depth must have shape [H, W], got " + depth.shape());
        }
        if (uncertainty != null && !uncertainty.shape().equals(depth.shape())) {
            throw new IllegalArgumentException(
                    "uncertainty must have the shape of depth " + depth.shape() + ", got " + uncertainty.shape());
        }
        if (range != null && invariance != AffineInvariance.NONE) {
            throw new IllegalArgumentException("range must be null where depth is known up to " + invariance);
        }
        this.depth = depth;
        this.uncertainty = uncertainty;
        this.invariance = requireNonNull(invariance, "invariance");
        this.range = range;
        this.provenance = requireNonNull(provenance, "provenance");
        this.timings = requireNonNull(timings, "timings");
    }

    /** Returns the depth, shape {@code [H, W]}, in [0, 1]: 0 is near, 1 is far. It is depth, not disparity. */
    public FloatTensor depth() {
        return depth;
    }

    /**
     * Returns how much the members disagree, shape {@code [H, W]}, at least 0, in units of {@link #depth()}; empty if there was one
     * member only.
     */
    public Optional<FloatTensor> uncertainty() {
        return Optional.ofNullable(uncertainty);
    }

    /** Returns up to what the depth is known. */
    public AffineInvariance invariance() {
        return invariance;
    }

    /** Returns the metres at 0 and at 1 of {@link #depth()}; empty unless the checkpoint predicts metres and names its range. */
    public Optional<MetricRange> range() {
        return Optional.ofNullable(range);
    }

    /** Returns the depth in metres, shape {@code [H, W]}; empty where {@link #range()} is. */
    public Optional<FloatTensor> metres() {
        return range().map(known -> known.metres(depth));
    }

    /** Returns the width in pixels. */
    public int width() {
        return depth.shape().extent(1);
    }

    /** Returns the height in pixels. */
    public int height() {
        return depth.shape().extent(0);
    }

    /**
     * Returns the depth at one pixel.
     *
     * @param x in [0, width), from the left
     * @param y in [0, height), from the top
     * @throws IndexOutOfBoundsException if the pixel is outside the map
     */
    public float depthAt(int x, int y) {
        if (x < 0 || x >= width() || y < 0 || y >= height()) {
            throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of a map of " + width() + "x" + height());
        }
        return depth.get(y * width() + x);
    }

    /** Returns how the prediction came about. */
    public Provenance provenance() {
        return provenance;
    }

    /** Returns how long its stages took. */
    public Timings timings() {
        return timings;
    }

    @Override
    public String toString() {
        return "DepthPrediction[" + width() + "x" + height() + ", " + invariance + ", " + provenance + "]";
    }
}
