package dev.marigold.evaluation;

/** Which way a metric improves. */
public enum Direction {
    /** Errors: 0 is perfect. */
    LOWER_IS_BETTER,
    /** Accuracies and similarities. */
    HIGHER_IS_BETTER;

    /** Tells whether {@code value} is strictly better than {@code other}. */
    public boolean isBetter(double value, double other) {
        return this == LOWER_IS_BETTER ? value < other : value > other;
    }
}
