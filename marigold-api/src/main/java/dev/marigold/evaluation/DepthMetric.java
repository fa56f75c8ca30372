package dev.marigold.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What depth maps are judged by: means over the valid pixels of one picture, {@code a} the aligned prediction and {@code d} the measured
 * depth. In the order of the published files.
 */
public enum DepthMetric {
    /** AbsRel: mean of {@code |a - d| / d}. */
    ABS_RELATIVE_DIFFERENCE("abs_relative_difference", "AbsRel", Direction.LOWER_IS_BETTER),
    /** SqRel: mean of {@code (a - d)² / d}, metres. */
    SQUARED_RELATIVE_DIFFERENCE("squared_relative_difference", "SqRel", Direction.LOWER_IS_BETTER),
    /** Root mean square of {@code a - d}, metres. */
    RMSE_LINEAR("rmse_linear", "RMSE", Direction.LOWER_IS_BETTER),
    /** Root mean square of {@code ln a - ln d}. */
    RMSE_LOG("rmse_log", "RMSE log", Direction.LOWER_IS_BETTER),
    /** Mean of {@code |log10 a - log10 d|}. */
    LOG10("log10", "log10", Direction.LOWER_IS_BETTER),
    /** Fraction of pixels with {@code max(a / d, d / a) < 1.25}. */
    DELTA1("delta1_acc", "δ1", Direction.HIGHER_IS_BETTER),
    /** Fraction of pixels with {@code max(a / d, d / a) < 1.25²}. */
    DELTA2("delta2_acc", "δ2", Direction.HIGHER_IS_BETTER),
    /** Fraction of pixels with {@code max(a / d, d / a) < 1.25³}. */
    DELTA3("delta3_acc", "δ3", Direction.HIGHER_IS_BETTER),
    /** Root mean square of {@code 1 / a - 1 / d}, 1 / metres. */
    INVERSE_RMSE("i_rmse", "iRMSE", Direction.LOWER_IS_BETTER),
    /** SILog: 100 times the standard deviation of {@code ln a - ln d}. */
    SILOG_RMSE("silog_rmse", "SILog", Direction.LOWER_IS_BETTER),
    /** Mean of {@code |a - d|}, metres; not among the published ten, meant for predictions in metres. */
    MAE("mae", "MAE", Direction.LOWER_IS_BETTER);

    private static final List<DepthMetric> PUBLISHED = List.of(values()).subList(0, 10);

    private final String id;
    private final String label;
    private final Direction direction;

    DepthMetric(String id, String label, Direction direction) {
        this.id = id;
        this.label = label;
        this.direction = direction;
    }

    /** Returns the ten metrics of the published evaluation, in the order of its files. */
    public static List<DepthMetric> published() {
        return PUBLISHED;
    }

    /** Returns the name in files, such as {@code abs_relative_difference}. */
    public String id() {
        return id;
    }

    /** Returns the short name for tables, such as {@code AbsRel}. */
    public String label() {
        return label;
    }

    /** Returns which way it improves. */
    public Direction direction() {
        return direction;
    }

    /** Tells whether papers print it times 100: AbsRel and the three accuracies. */
    public boolean isShownAsPercentage() {
        return this == ABS_RELATIVE_DIFFERENCE || this == DELTA1 || this == DELTA2 || this == DELTA3;
    }

    /**
     * Returns the metric of a name in files.
     *
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static DepthMetric ofId(String id) {
        for (DepthMetric metric : values()) {
            if (metric.id.equals(id)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("metric must be one of "
                + Arrays.stream(values()).map(DepthMetric::id).collect(Collectors.joining(", ")) + ", got '" + id
                + "'");
    }
}
