package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

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

    /** Returns the mean time of a picture, without decoding files; NaN if no picture was judged. */
    public double secondsPerImage() {
        return Statistics.mean(result.scores().stream()
                .mapToDouble(score -> score.milliseconds() / MILLIS)
                .toArray());
    }
}
