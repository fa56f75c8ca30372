package dev.marigold.ensemble;

import dev.marigold.internal.numeric.Quantiles;
import java.util.Arrays;

/**
 * Fits one member to a reference by iteratively reweighted least squares with the weights of Geman and McClure, each step in closed form.
 * Confined to one thread at a time.
 */
final class LineFit {
    private static final int STEPS = 4;

    /** Turns a median absolute deviation into a standard deviation. */
    private static final double NORMAL = 1.4826;

    /** A residual of this many standard deviations has a quarter of the weight. */
    private static final double CUTOFF = 2;

    /** Keeps weights defined where a member fits exactly; the reference spans [0, 1]. */
    private static final double SMALLEST_CUTOFF = 1e-6;

    private final Samples samples;
    private final int member;
    private final Line line;
    private final float[] weights;
    private final double[] residuals;
    private double scale;
    private double shift;
    private double deviation;

    /** What is fitted. */
    enum Line {
        /** A scale and a shift. */
        AFFINE,
        /** A scale. */
        THROUGH_ORIGIN
    }

    LineFit(Samples samples, int member, Line line) {
        this.samples = samples;
        this.member = member;
        this.line = line;
        this.weights = new float[samples.length()];
        this.residuals = new double[samples.length()];
        Arrays.fill(weights, 1);
    }

    double scale() {
        return scale;
    }

    double shift() {
        return shift;
    }

    /** Returns the robust standard deviation of the residuals, in units of the reference. */
    double deviation() {
        return deviation;
    }

    /** Writes this member in the reference's scale. */
    void aligned(float[] target, int at) {
        samples.aligned(member, scale, shift, target, at);
    }

    /** Brings the median of the member (or 0) to 0 and its mean absolute distance from there to 1; scale 0 if it is constant. */
    void standardise() {
        int length = samples.length();
        for (int k = 0; k < length; k++) {
            residuals[k] = samples.get(member, k);
        }
        double magnitude = Arrays.stream(residuals).map(Math::abs).max().orElse(0);
        double centre = line == Line.AFFINE ? Quantiles.medianInPlace(residuals) : 0;
        double distance = 0;
        for (double value : residuals) {
            distance += Math.abs(value - centre) / length;
        }
        scale = distance <= Math.ulp((float) magnitude) ? 0 : 1 / distance;
        shift = -centre * scale;
    }

    /** Fits the member to a reference, starting from the weights of the last fit. */
    void fit(float[] reference) {
        for (int step = 0; step < STEPS; step++) {
            solve(reference);
            measure(reference);
            reweigh();
        }
    }

    private void solve(float[] reference) {
        double origin = line == Line.AFFINE ? samples.get(member, 0) : 0;
        double w = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int k = 0; k < reference.length; k++) {
            double weight = weights[k];
            double value = samples.get(member, k) - origin;
            w += weight;
            x += weight * value;
            y += weight * reference[k];
            xx += weight * value * value;
            xy += weight * value * reference[k];
        }
        boolean affine = line == Line.AFFINE;
        double variance = affine ? xx - x * x / w : xx;
        double covariance = affine ? xy - x * y / w : xy;
        scale = variance > 0 ? covariance / variance : 0;
        shift = affine ? (y - scale * x) / w - scale * origin : 0;
    }

    private void measure(float[] reference) {
        for (int k = 0; k < reference.length; k++) {
            residuals[k] = Math.abs(samples.get(member, k) * scale + shift - reference[k]);
        }
        deviation = NORMAL * Quantiles.medianInPlace(residuals.clone());
    }

    private void reweigh() {
        double cutoff = Math.max(CUTOFF * deviation, SMALLEST_CUTOFF);
        for (int k = 0; k < weights.length; k++) {
            double ratio = residuals[k] / cutoff;
            double factor = 1 / (1 + ratio * ratio);
            weights[k] = (float) (factor * factor);
        }
    }
}
