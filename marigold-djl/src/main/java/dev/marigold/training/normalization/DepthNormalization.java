package dev.marigold.training.normalization;

import dev.marigold.internal.numeric.Quantiles;
import dev.marigold.prediction.MetricRange;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How metres become the values in [-1, 1] that are trained for: near is -1, far is 1, what is beyond is clipped. Immutable.
 */
public final class DepthNormalization {
    private static final float FAR = 1;
    private static final double SMALLEST_RELATIVE_SPAN = 1e-6;

    private final double low;
    private final double high;
    private final @Nullable MetricRange metres;

    private DepthNormalization(double low, double high, @Nullable MetricRange metres) {
        this.low = low;
        this.high = high;
        this.metres = metres;
    }

    /** Returns the published normalisation, by the 2 % and 98 % quantiles of the valid depths of each picture. */
    public static DepthNormalization published() {
        return quantiles(0.02, 0.98);
    }

    /**
     * Returns a normalisation by two quantiles of the valid depths of each picture; what is learnt is depth up to scale and shift.
     *
     * @param low in [0, high)
     * @param high in (low, 1]
     * @throws IllegalArgumentException if either is outside its range
     */
    public static DepthNormalization quantiles(double low, double high) {
        if (!(low >= 0 && low < high && high <= 1)) {
            throw new IllegalArgumentException(
                    "quantiles must be 0 <= low < high <= 1, got low " + low + " and high " + high);
        }
        return new DepthNormalization(low, high, null);
    }

    /**
     * Returns a normalisation by a fixed range; what is learnt is metric depth.
     *
     * @param nearest metres, at least 0
     * @param farthest metres, above {@code nearest}
     * @throws IllegalArgumentException if either is outside its range
     */
    public static DepthNormalization absolute(double nearest, double farthest) {
        return new DepthNormalization(nearest, farthest, new MetricRange(nearest, farthest));
    }

    /** Returns the metres that -1 and 1 stand for, the same in every picture; empty if each picture has its own. */
    public Optional<MetricRange> range() {
        return Optional.ofNullable(metres);
    }

    /**
     * Normalises a depth map. Pixels that are not valid, not positive or not finite get the value of the farthest and do not count. No pixel
     * counts where there is no range to normalise by, because all depths are equal or there are none.
     *
     * @param depth {@code [H, W]}, metres
     */
    public NormalizedDepth apply(FloatTensor depth, PixelMask valid) {
        boolean[] counts = valid.toArray();
        float[] sorted = new float[counts.length];
        int count = 0;
        for (int i = 0; i < counts.length; i++) {
            float value = depth.get(i);
            counts[i] &= value > 0 && value < Float.POSITIVE_INFINITY;
            if (counts[i]) {
                sorted[count++] = value;
            }
        }
        float[] values = new float[counts.length];
        Arrays.fill(values, FAR);
        Range range = range(Arrays.copyOf(sorted, count));
        if (range.span() <= SMALLEST_RELATIVE_SPAN * Math.abs(range.high())) {
            return new NormalizedDepth(
                    FloatTensor.wrap(depth.shape(), values),
                    PixelMask.wrap(valid.height(), valid.width(), new boolean[counts.length]),
                    range.low(),
                    range.high());
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i]) {
                values[i] = range.normalise(depth.get(i));
            }
        }
        return new NormalizedDepth(
                FloatTensor.wrap(depth.shape(), values),
                PixelMask.wrap(valid.height(), valid.width(), counts),
                range.low(),
                range.high());
    }

    private Range range(float[] depths) {
        if (metres != null) {
            return new Range((float) low, (float) high);
        }
        if (depths.length == 0) {
            return new Range(0, 0);
        }
        Arrays.sort(depths);
        return new Range((float) Quantiles.of(depths, low), (float) Quantiles.of(depths, high));
    }

    private record Range(float low, float high) {
        float span() {
            return high - low;
        }

        float normalise(float depth) {
            return Math.max(-1, Math.min(1, (depth - low) / span() * 2 - 1));
        }
    }

    @Override
    public String toString() {
        return (metres == null ? "quantiles " : "absolute ") + low + ".." + high;
    }
}
