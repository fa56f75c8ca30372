package dev.marigold.internal.numeric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Quantiles with linear interpolation between order statistics, as NumPy and PyTorch take them by default. Stateless. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * Returns a quantile.
     *
     * @param sorted ascending
     * @param share in [0, 1]
     * @return NaN of no values
     */
    public static double of(double[] sorted, double share) {
        return of(i -> sorted[i], sorted.length, share);
    }

    /**
     * Returns a quantile.
     *
     * @param sorted ascending
     * @param share in [0, 1]
     * @return NaN of no values
     */
    public static double of(float[] sorted, double share) {
        return of(i -> sorted[i], sorted.length, share);
    }

    private static double of(IntToDoubleFunction sorted, int count, double share) {
        if (count == 0) {
            return Double.NaN;
        }
        double position = share * (count - 1);
        int below = (int) position;
        int above = Math.min(below + 1, count - 1);
        return between(sorted.applyAsDouble(below), sorted.applyAsDouble(above), position - below);
    }

    /** Returns the median of values in any order, which stay as they are; NaN of no values. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return of(sorted, 0.5);
    }

    private static double between(double below, double above, double part) {
        // Not 0 * infinity, nor infinity - infinity.
        return part == 0 || below == above ? below : below + part * (above - below);
    }
}
