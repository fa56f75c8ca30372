package dev.marigold.calibration;

import dev.marigold.internal.numeric.Quantiles;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A line through observations of which some are wrong: {@link LineSearch} starts it, iteratively reweighted least squares with Tukey's
 * biweight follow (Beaton and Tukey, 1974), and least squares over the observations that agree end it. Noise may turn out up to
 * {@value #MOST_NOISE} times what was stated: a prediction is not exactly affine to depth.
 */
final class RobustFit {
    private static final double MOST_NOISE = 5;
    private static final double NORMAL_FROM_MEDIAN = 1.4826;
    private static final double TUKEY = 4.685;
    private static final double AGREES = 3;
    private static final int REWEIGHTINGS = 30;
    private static final int NOISE_ESTIMATES = 5;
    private static final int REFITS = 5;

    private final Observations observations;
    private final @Nullable Double knownShift;
    private Line line;
    private double noise = 1;

    private RobustFit(Observations observations, @Nullable Double knownShift) {
        this.observations = observations;
        this.knownShift = knownShift;
        this.line = new LineSearch(observations, knownShift).find();
    }

    /** Fits a line; with a known shift, of that shift. */
    static RobustFit of(Observations observations, @Nullable Double knownShift) {
        RobustFit fit = new RobustFit(observations, knownShift);
        fit.reweight();
        fit.refit();
        return fit;
    }

    /** Returns the line, with the covariance that the stated or the observed noise gives it, whichever is larger. */
    Line line() {
        return line;
    }

    /** Returns which observations agree with the line. */
    BitSet inliers() {
        BitSet inliers = new BitSet(observations.count());
        for (int i = 0; i < observations.count(); i++) {
            inliers.set(i, Math.abs(deviation(i)) <= AGREES * noise);
        }
        return inliers;
    }

    private void reweight() {
        double[] weights = new double[observations.count()];
        for (int round = 0; round < REWEIGHTINGS; round++) {
            if (round < NOISE_ESTIMATES) {
                noise = observedNoise();
            }
            for (int i = 0; i < weights.length; i++) {
                double reach = deviation(i) / (TUKEY * noise);
                double share = Math.max(1 - reach * reach, 0);
                weights[i] = share * share / square(sigma(i));
            }
            solve(weights);
        }
    }

    private void refit() {
        double[] weights = new double[observations.count()];
        for (int round = 0; round < REFITS; round++) {
            BitSet inliers = inliers();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = inliers.get(i) ? 1 / square(sigma(i)) : 0;
            }
            solve(weights);
        }
        line = line.inflated(Math.max(meanSquare(inliers()), 1));
    }

    private double meanSquare(BitSet inliers) {
        double sum = inliers.stream().mapToDouble(i -> square(deviation(i))).sum();
        return sum / Math.max(inliers.cardinality() - unknowns(), 1);
    }

    private double observedNoise() {
        double[] sizes = new double[observations.count()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(deviation(i));
        }
        // Few observations fit too well: Rousseeuw and Leroy (1987), p. 202.
        double correction = 1 + 5.0 / Math.max(sizes.length - unknowns(), 1);
        return Math.min(Math.max(NORMAL_FROM_MEDIAN * correction * Quantiles.median(sizes), 1), MOST_NOISE);
    }

    private int unknowns() {
        return knownShift == null ? 2 : 1;
    }

    /** Weighted least squares; keeps the line where the weights determine none. */
    private void solve(double[] weights) {
        double sum = 0;
        double value = 0;
        double target = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            value += weights[i] * observations.value(i);
            target += weights[i] * observations.target(i);
        }
        double centreValue = knownShift == null ? value / sum : 0;
        double centreTarget = knownShift == null ? target / sum : knownShift;
        double spread = 0;
        double product = 0;
        for (int i = 0; i < weights.length; i++) {
            double offset = observations.value(i) - centreValue;
            spread += weights[i] * offset * offset;
            product += weights[i] * offset * (observations.target(i) - centreTarget);
        }
        double scale = product / spread;
        if (Double.isFinite(scale)) {
            double ofCentre = knownShift == null ? 1 / sum : 0;
            line = new Line(
                    scale,
                    centreTarget - scale * centreValue,
                    1 / spread,
                    -centreValue / spread,
                    ofCentre + centreValue * centreValue / spread);
        }
    }

    private double deviation(int i) {
        return (observations.target(i) - line.at(observations.value(i))) / sigma(i);
    }

    /** Noise relative to the line, not to the measurement: otherwise those that came out too small would count for more. */
    private double sigma(int i) {
        return observations.sigma(i, line.at(observations.value(i)));
    }

    private static double square(double number) {
        return number * number;
    }
}
