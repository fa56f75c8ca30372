package dev.marigold.evaluation;

import dev.marigold.internal.numeric.Quantiles;

/** What surface normals are judged by: the angle between predicted and true direction over the valid pixels of one picture. */
public enum NormalsMetric {
    /** Mean angle, degrees. */
    MEAN("mean_angular_error", Direction.LOWER_IS_BETTER, Double.NaN),
    /** Median angle, degrees; the mean of the middle two of an even number. */
    MEDIAN("median_angular_error", Direction.LOWER_IS_BETTER, Double.NaN),
    /** Root mean square of the angle, degrees. */
    RMSE("rmse_angular_error", Direction.LOWER_IS_BETTER, Double.NaN),
    /** Percentage of pixels with an angle below 5 degrees. */
    BELOW_5("sub5_error", Direction.HIGHER_IS_BETTER, 5),
    /** Percentage of pixels with an angle below 7.5 degrees. */
    BELOW_7_5("sub7_5_error", Direction.HIGHER_IS_BETTER, 7.5),
    /** Percentage of pixels with an angle below 11.25 degrees. */
    BELOW_11_25("sub11_25_error", Direction.HIGHER_IS_BETTER, 11.25),
    /** Percentage of pixels with an angle below 22.5 degrees. */
    BELOW_22_5("sub22_5_error", Direction.HIGHER_IS_BETTER, 22.5),
    /** Percentage of pixels with an angle below 30 degrees. */
    BELOW_30("sub30_error", Direction.HIGHER_IS_BETTER, 30);

    private final String id;
    private final Direction direction;
    private final double threshold;

    NormalsMetric(String id, Direction direction, double threshold) {
        this.id = id;
        this.direction = direction;
        this.threshold = threshold;
    }

    /** Returns the name in files, such as {@code mean_angular_error}. */
    public String id() {
        return id;
    }

    /** Returns which way it improves. */
    public Direction direction() {
        return direction;
    }

    /** Returns the metric of some angles, ascending, degrees, at least one. */
    double of(double[] sortedAngles) {
        return switch (this) {
            case MEAN -> Statistics.mean(sortedAngles);
            case MEDIAN -> Quantiles.of(sortedAngles, 0.5);
            case RMSE -> rootMeanSquare(sortedAngles);
            default -> percentageBelow(sortedAngles);
        };
    }

    private double percentageBelow(double[] angles) {
        int below = 0;
        while (below < angles.length && angles[below] < threshold) {
            below++;
        }
        return 100.0 * below / angles.length;
    }

    private static double rootMeanSquare(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }
}
