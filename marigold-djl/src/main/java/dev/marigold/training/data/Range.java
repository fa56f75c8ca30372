package dev.marigold.training.data;

import java.util.SplittableRandom;

/**
 * A range that a number is drawn from uniformly.
 *
 * @param low finite
 * @param high finite, at least {@code low}
 */
public record Range(double low, double high) {
    /** Checks the bounds. */
    public Range {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("low must be <= high and both finite, got " + low + " and " + high);
        }
    }

    /** Returns the range of one number. */
    public static Range only(double value) {
        return new Range(value, value);
    }

    double draw(SplittableRandom random) {
        return low + (high - low) * random.nextDouble();
    }
}
