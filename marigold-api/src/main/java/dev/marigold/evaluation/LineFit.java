package dev.marigold.evaluation;

/**
 * The line {@code y = scale * x + shift} of least squares, in closed form.
 *
 * @param scale slope
 * @param shift intercept
 */
record LineFit(double scale, double shift) {
    private static final double EPSILON = Math.ulp(1.0);

    static final LineFit IDENTITY = new LineFit(1, 0);

    /**
     * Fits scale and shift. Where all x are equal, the solution of the smallest norm, under the rule by which numpy.linalg.lstsq decides
     * (the smaller singular value against epsilon times the number of points): the line then passes through the mean of y.
     *
     * @param points at least one
     */
    static LineFit affine(Points points) {
        double[] x = points.x();
        double[] y = points.y();
        int count = points.count();
        double meanX = mean(x, count);
        double meanY = mean(y, count);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            double dx = x[i] - meanX;
            covariance += dx * (y[i] - meanY);
            variance += dx * dx;
        }
        double trace = variance + count * (meanX * meanX + 1);
        if (Math.sqrt(variance * count) <= EPSILON * Math.max(count, 2) * trace) {
            double factor = meanY / (meanX * meanX + 1);
            return new LineFit(factor * meanX, factor);
        }
        double scale = covariance / variance;
        return new LineFit(scale, meanY - scale * meanX);
    }

    /** Fits a scale alone; 0 where all x are 0. */
    static LineFit scaleOnly(Points points) {
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < points.count(); i++) {
            double x = points.x()[i];
            xy += x * points.y()[i];
            xx += x * x;
        }
        return new LineFit(xx == 0 ? 0 : xy / xx, 0);
    }

    double at(double x) {
        return scale * x + shift;
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }
}
