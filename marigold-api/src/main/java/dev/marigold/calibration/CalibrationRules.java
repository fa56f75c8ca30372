package dev.marigold.calibration;

import dev.marigold.error.CalibrationException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What known depths have to be like to determine scale and shift. */
final class CalibrationRules {
    private static final double SAME = 1e-6;
    private static final double SMALLEST_AGREEMENT = 0.5;
    private static final double LARGEST_ERROR = 0.5;

    private final Observations observations;
    private final CalibrationDomain domain;
    private final @Nullable Double knownShift;

    CalibrationRules(Observations observations, CalibrationDomain domain, @Nullable Double knownShift) {
        this.observations = observations;
        this.domain = domain;
        this.knownShift = knownShift;
    }

    void requireEnough() {
        int count = observations.count();
        if (knownShift != null) {
            requireScaleOnly(count);
        } else if (count < 2) {
            throw new CalibrationException("scale and shift need at least 2 known depths, got " + count
                    + "; with a known shift one is enough");
        } else if (spread() <= SAME * largest()) {
            throw new CalibrationException(String.format(
                    Locale.ROOT,
                    "known depths must lie where different values were predicted, or scale and shift cannot be told apart;"
                            + " got %d at value %.6g",
                    count,
                    observations.value(0)));
        }
    }

    private void requireScaleOnly(int count) {
        if (count < 1) {
            throw new CalibrationException("the scale needs at least 1 known depth, got 0");
        }
        if (largest() == 0) {
            throw new CalibrationException(
                    "a known depth must lie where a value other than 0 was predicted to determine the scale, got "
                            + observations.known(0) + " at value 0");
        }
    }

    /** The line may be a good one for few, but then nobody can say who is right. */
    void requireAgreement(RobustFit fit) {
        int agreeing = fit.inliers().cardinality();
        int needed = Math.max((int) Math.ceil(SMALLEST_AGREEMENT * observations.count()), knownShift == null ? 2 : 1);
        if (agreeing < needed) {
            throw new CalibrationException("at least " + needed + " of " + observations.count()
                    + " known depths must agree on scale and shift, got " + agreeing
                    + "; check units and pixels, or state a larger noise");
        }
    }

    void requireDetermined(Line line) {
        double error = Math.sqrt(line.scaleVariance());
        if (error > LARGEST_ERROR * Math.abs(line.scale())) {
            throw new CalibrationException(String.format(
                    Locale.ROOT,
                    "known depths must lie farther apart in depth: %d of them determine the scale only as %.3g +- %.3g",
                    observations.count(),
                    line.scale(),
                    error));
        }
        if (line.scale() < 0) {
            throw new CalibrationException(
                    String.format(Locale.ROOT, "scale must be > 0, got %.3g: %s", line.scale(), contradiction()));
        }
    }

    private String contradiction() {
        if (knownShift != null) {
            return "the known depths contradict the shift " + knownShift;
        }
        return "known depths grow where the prediction says nearer; if it predicts "
                + (domain == CalibrationDomain.DEPTH ? "disparity" : "depth") + ", calibrate in that domain";
    }

    private double spread() {
        double[] values = observations.values();
        return Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
    }

    private double largest() {
        return Arrays.stream(observations.values()).map(Math::abs).max().orElse(0);
    }
}
