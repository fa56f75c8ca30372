package dev.marigold.calibration;

/**
 * A line with the covariance of its parameters.
 *
 * @param scale slope
 * @param shift intercept
 * @param scaleVariance variance of the slope
 * @param covariance of slope and intercept
 * @param shiftVariance variance of the intercept
 */
record Line(double scale, double shift, double scaleVariance, double covariance, double shiftVariance) {
    static Line through(double scale, double shift) {
        return new Line(scale, shift, 0, 0, 0);
    }

    double at(double value) {
        return scale * value + shift;
    }

    /** Returns the standard error of the line at a value. */
    double errorAt(double value) {
        return Math.sqrt(Math.max(value * value * scaleVariance + 2 * value * covariance + shiftVariance, 0));
    }

    /** Returns the line with its covariance multiplied. */
    Line inflated(double factor) {
        return new Line(scale, shift, factor * scaleVariance, factor * covariance, factor * shiftVariance);
    }
}
