package dev.marigold.evaluation;

/**
 * The line {@code y = scale * x + shift} of least squares, in closed form.
 *
 * @param scale slope
 * @param shift intercept
 */
record LineFit(double scale, double shift) {
    static final LineFit IDENTITY = new LineFit(1, 0);
    private static final double EPSILON = Math.ulp(1.0);

    /**
     * Fits scale and shift. Where all x are equal, the solution of the smallest norm, under the rule by which numpy.linalg.lstsq decides
     * (the smaller singular value against epsilon times the number of points): the line then passes through the mean of y.
     *
     * @param points at least one
     * @param sums theirs
     */
    static LineFit affine(Points points, Points.Sums sums) {
        int count = sums.count();
        double meanX = sums.x() / count;
        double meanY = sums.y() / count;
        Points.Moments moments = points.moments(meanX, meanY);
        double trace = moments.xx() + count * (meanX * meanX + 1);
        if (Math.sqrt(moments.xx() * count) <= EPSILON * Math.max(count, 2) * trace) {
            double factor = meanY / (meanX * meanX + 1);
            return new LineFit(factor * meanX, factor);
        }
        double scale = moments.xy() / moments.xx();
        return new LineFit(scale, meanY - scale * meanX);
    }

    /** Fits a scale alone; 0 where all x are 0. */
    static LineFit scaleOnly(Points points) {
        Points.Moments moments = points.moments(0, 0);
        return new LineFit(moments.xx() == 0 ? 0 : moments.xy() / moments.xx(), 0);
    }

    double at(double x) {
        return scale * x + shift;
    }
}
