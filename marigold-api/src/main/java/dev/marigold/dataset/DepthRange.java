package dev.marigold.dataset;

/**
 * The depths that a data set can measure, in metres; an aligned prediction is clipped to it before metrics are taken.
 *
 * @param min at least 0
 * @param max above {@code min}, may be infinite
 */
public record DepthRange(float min, float max) {
    /** Checks the bounds. */
    public DepthRange {
        if (!(min >= 0) || !(max > min)) {
            throw new IllegalArgumentException("min must be >= 0 and max above min, got " + min + " and " + max);
        }
    }

    /** Tells whether {@code min < metres < max}. */
    public boolean contains(float metres) {
        return metres > min && metres < max;
    }
}
