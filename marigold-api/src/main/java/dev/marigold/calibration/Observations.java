package dev.marigold.calibration;

import dev.marigold.internal.numeric.Quantiles;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;
import java.util.List;

/** Known depths beside what was predicted for them, in the domain where one is affine to the other. */
final class Observations {
    private final List<KnownDepth> known;
    private final CalibrationDomain domain;
    private final double relativeNoise;
    private final double[] values;
    private final double[] targets;

    /**
     * Looks up what was predicted for known depths.
     *
     * @param prediction shape {@code [H, W]}
     * @throws IllegalArgumentException if a known depth is outside the prediction, or a value there is not finite
     */
    Observations(FloatTensor prediction, List<KnownDepth> known, CalibrationDomain domain, double relativeNoise) {
        this.known = known;
        this.domain = domain;
        this.relativeNoise = relativeNoise;
        this.values =
                known.stream().mapToDouble(depth -> valueOf(prediction, depth)).toArray();
        this.targets =
                known.stream().mapToDouble(depth -> domain.of(depth.metres())).toArray();
    }

    private static double valueOf(FloatTensor prediction, KnownDepth depth) {
        int stride = prediction.shape().extent(1);
        depth.requireInside(stride, prediction.shape().extent(0));
        float[] region = new float[depth.width() * depth.height()];
        for (int row = 0; row < depth.height(); row++) {
            prediction.copyTo((depth.y() + row) * stride + depth.x(), region, row * depth.width(), depth.width());
        }
        Arrays.sort(region);
        double median = Quantiles.of(region, 0.5);
        if (!Double.isFinite(median)) {
            throw new IllegalArgumentException(
                    "predicted value at known depth " + depth + " must be finite, got " + median);
        }
        return median;
    }

    int count() {
        return values.length;
    }

    KnownDepth known(int i) {
        return known.get(i);
    }

    double value(int i) {
        return values[i];
    }

    double target(int i) {
        return targets[i];
    }

    double[] values() {
        return values;
    }

    /** Returns the deviation from a line in standard deviations, the relative noise being that of the measurement. */
    double deviation(int i, double scale, double shift) {
        return (targets[i] - (scale * values[i] + shift)) / sigma(i, targets[i]);
    }

    /**
     * Returns the standard deviation of a target.
     *
     * @param level what the relative noise is relative to; the measurement itself if it is not positive
     */
    double sigma(int i, double level) {
        double metres = known.get(i).metres();
        return known.get(i).sigma().isPresent()
                ? known.get(i).sigma().getAsDouble() * domain.slopeAt(metres)
                : relativeNoise * (level > 0 ? level : targets[i]);
    }

    /** Returns the known depth over that of a line, minus 1. */
    double relativeResidual(int i, double scale, double shift) {
        return known.get(i).metres() / domain.of(scale * values[i] + shift) - 1;
    }
}
