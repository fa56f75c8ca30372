package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.numeric.Quantiles;

/**
 * The outcome of one setting.
 *
 * @param setting what was set
 * @param result metrics per picture; {@link SampleScore#milliseconds()} is what an ensemble of that size would have taken: the networks'
 *     time in proportion to the members that were merged, and the merging itself
 */
public record SweepCell(SweepSetting setting, EvaluationResult result) {
    private static final double MILLIS = 1000;

    /** Checks the components. */
    public SweepCell {
        requireNonNull(setting, "setting");
        requireNonNull(result, "result");
    }

    /**
     * Returns the median time of a picture, without decoding files; NaN if no picture was judged. The first picture, on which an engine
     * warms up, does not count for more than any other.
     */
    public double secondsPerImage() {
        return Quantiles.median(result.scores().stream()
                .mapToDouble(score -> score.milliseconds() / MILLIS)
                .toArray());
    }
}
