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

    /**
     * Returns the median of values in any order, in time that is linear on average, also where many are alike.
     *
     * @param values at least one, no NaN; brought into another order
     */
    public static double medianInPlace(double[] values) {
        int middle = values.length / 2;
        select(values, middle);
        if (values.length % 2 == 1) {
            return values[middle];
        }
        double below = values[0];
        for (int i = 1; i < middle; i++) {
            below = Math.max(below, values[i]);
        }
        return between(below, values[middle], 0.5);
    }

    /** Brings the value of a rank to its place, and those that are not above it before it (Hoare 1961). */
    private static void select(double[] values, int rank) {
        int first = 0;
        int last = values.length - 1;
        while (first < last) {
            double pivot = middleOf(values[first], values[(first + last) >>> 1], values[last]);
            int low = first;
            int high = last;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    // Values equal to the pivot as well: else all of them end up on one side, and time is quadratic.
                    double value = values[low];
                    values[low++] = values[high];
                    values[high--] = value;
                }
            }
            if (rank <= high) {
                last = high;
            } else if (rank >= low) {
                first = low;
            } else {
                return;
            }
        }
    }

    private static double middleOf(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static double between(double below, double above, double part) {
        // Not 0 * infinity, nor infinity - infinity.
        return part == 0 || below == above ? below : below + part * (above - below);
    }
}
