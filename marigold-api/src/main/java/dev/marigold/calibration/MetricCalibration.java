package dev.marigold.calibration;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.CalibrationException;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Scale and shift of a prediction, from depths that are known at some pixels. Known depths that contradict most others do not count: up to
 * 40 % of them may be wrong. Immutable and safe for use by several threads.
 */
public final class MetricCalibration {
    private final CalibrationDomain domain;
    private final Line line;
    private final List<KnownDepth> known;
    private final List<KnownDepth> outliers;
    private final double relativeResidual;

    private MetricCalibration(CalibrationDomain domain, Observations observations, Line line, BitSet inliers) {
        this.domain = domain;
        this.line = line;
        List<KnownDepth> all = new ArrayList<>();
        List<KnownDepth> wrong = new ArrayList<>();
        double squares = 0;
        for (int i = 0; i < observations.count(); i++) {
            all.add(observations.known(i));
            if (inliers.get(i)) {
                squares += Math.pow(observations.relativeResidual(i, line.scale(), line.shift()), 2);
            } else {
                wrong.add(observations.known(i));
            }
        }
        this.known = List.copyOf(all);
        this.outliers = List.copyOf(wrong);
        this.relativeResidual = Math.sqrt(squares / inliers.cardinality());
    }

    /** Returns a builder for a prediction. */
    public static Builder builder(DepthPrediction prediction) {
        return builder(prediction.depth());
    }

    /**
     * Returns a builder for predicted values.
     *
     * @param values shape {@code [H, W]}
     * @throws IllegalArgumentException if the shape is another
     */
    public static Builder builder(FloatTensor values) {
        if (values.shape().rank() != 2) {
            throw new IllegalArgumentException("values must have shape [H, W], got " + values.shape());
        }
        return new Builder(values);
    }

    /** Returns how values become metres. */
    public DepthTransform transform() {
        return new DepthTransform(domain, line.scale(), line.shift());
    }

    /** Returns a prediction in metres, with its uncertainty if it has one; meant for the prediction this calibration was made from. */
    public MetricDepth apply(DepthPrediction prediction) {
        return transform().apply(prediction);
    }

    /** Returns the known depths, in the order they were given; unmodifiable. */
    public List<KnownDepth> known() {
        return known;
    }

    /** Returns the known depths that do not agree with the result and have no influence on it; unmodifiable. */
    public List<KnownDepth> outliers() {
        return outliers;
    }

    /** Returns the number of known depths that agree with the result: within 3 standard deviations. */
    public int inlierCount() {
        return known.size() - outliers.size();
    }

    /** Returns the share of known depths that agree with the result, in (0, 1]. */
    public double inlierRatio() {
        return (double) inlierCount() / known.size();
    }

    /** Returns the root of the mean square of {@code known / calibrated - 1} over the known depths that agree. */
    public double relativeResidual() {
        return relativeResidual;
    }

    /**
     * Returns the standard error of the scale. Known depths are taken to be as uncertain as was stated, or as they turned out to be,
     * whichever is more.
     */
    public double scaleError() {
        return Math.sqrt(line.scaleVariance());
    }

    /** Returns the standard error of the shift; 0 if it was given. */
    public double shiftError() {
        return Math.sqrt(line.shiftVariance());
    }

    /**
     * Returns the standard error of the calibrated depth where a value was predicted, as a share of that depth: what errors of scale and
     * shift, which depend on each other, come to. It is smallest among the known depths and grows away from them.
     *
     * @return at least 0; infinite where the value does not stand for a depth in front of the camera
     */
    public double relativeErrorAt(double value) {
        return line.at(value) > 0 ? line.errorAt(value) / line.at(value) : Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "MetricCalibration[%s, scale %.6g +- %.2g, shift %.6g +- %.2g, %d of %d known depths agree]",
                domain,
                line.scale(),
                scaleError(),
                line.shift(),
                shiftError(),
                inlierCount(),
                known.size());
    }

    /** Collects known depths. Not safe for use by several threads. */
    public static final class Builder {
        private static final double DEFAULT_NOISE = 0.02;

        private final FloatTensor values;
        private final List<KnownDepth> known = new ArrayList<>();
        private CalibrationDomain domain = CalibrationDomain.DEPTH;
        private double relativeNoise = DEFAULT_NOISE;
        private @Nullable Double knownShift;

        private Builder(FloatTensor values) {
            this.values = values;
        }

        /** Adds a known depth. */
        public Builder known(KnownDepth depth) {
            known.add(requireNonNull(depth, "depth"));
            return this;
        }

        /** Adds known depths. */
        public Builder known(Collection<KnownDepth> depths) {
            depths.forEach(this::known);
            return this;
        }

        /** Sets what predicted values are affine to; default {@link CalibrationDomain#DEPTH}. */
        public Builder domain(CalibrationDomain domain) {
            this.domain = requireNonNull(domain, "domain");
            return this;
        }

        /**
         * Sets the standard deviation of known depths that state none, as a share of the depth. Up to five times as much is put up with
         * before a known depth counts as wrong, because the prediction errs too.
         *
         * @param relativeNoise in [0.0001, 0.2]; default 0.02
         * @throws IllegalArgumentException if it is outside its range
         */
        public Builder relativeNoise(double relativeNoise) {
            if (!(relativeNoise >= 1e-4 && relativeNoise <= 0.2)) {
                throw new IllegalArgumentException("relativeNoise must be in [0.0001, 0.2], got " + relativeNoise);
            }
            this.relativeNoise = relativeNoise;
            return this;
        }

        /**
         * Sets the shift, so that one known depth is enough: only the scale is determined. 0 says that value 0 is the plane of the camera,
         * which holds for predictions that are {@linkplain dev.marigold.prediction.AffineInvariance#SCALE known up to scale}.
         *
         * @param shift metres, or 1/metres for disparity; finite
         * @throws IllegalArgumentException if it is not finite
         */
        public Builder knownShift(double shift) {
            if (!Double.isFinite(shift)) {
                throw new IllegalArgumentException("shift must be finite, got " + shift);
            }
            this.knownShift = shift;
            return this;
        }

        /**
         * Determines scale and shift.
         *
         * @throws IllegalArgumentException if a known depth is outside the map, or the value predicted there is not finite
         * @throws CalibrationException if the known depths do not determine a positive scale and a shift: there are too few, they do not
         *     differ enough, or too few of them agree
         */
        public MetricCalibration build() {
            Observations observations = new Observations(values, List.copyOf(known), domain, relativeNoise);
            CalibrationRules rules = new CalibrationRules(observations, domain, knownShift);
            rules.requireEnough();
            RobustFit fit = RobustFit.of(observations, knownShift);
            rules.requireAgreement(fit);
            rules.requireDetermined(fit.line());
            return new MetricCalibration(domain, observations, fit.line(), fit.inliers());
        }
    }
}
