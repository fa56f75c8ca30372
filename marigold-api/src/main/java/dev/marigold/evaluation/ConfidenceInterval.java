package dev.marigold.evaluation;

/**
 * An estimate and where it would lie, were other samples of the same kind drawn.
 *
 * @param estimate of the samples at hand
 * @param low lower end
 * @param high upper end
 * @param level share of such intervals that hold the true value, in (0, 1)
 */
public record ConfidenceInterval(double estimate, double low, double high, double level) {
    /** Tells whether {@code value} lies in the interval, ends included. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
