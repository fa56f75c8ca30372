package dev.marigold.cli.text;

import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.Direction;
import java.util.Locale;

/** Writes metrics as people read them. */
public final class MetricFormat {
    private MetricFormat() {}

    /** Returns the value as it is shown: percentages times 100. */
    public static double shown(DepthMetric metric, double value) {
        return metric.isShownAsPercentage() ? 100 * value : value;
    }

    /** Returns the shown value without its unit. */
    public static String number(DepthMetric metric, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double shown = shown(metric, value);
        return String.format(Locale.ROOT, "%." + decimals(metric, Math.abs(shown)) + "f", shown);
    }

    private static int decimals(DepthMetric metric, double magnitude) {
        if (metric.isShownAsPercentage()) {
            return 2;
        }
        if (magnitude >= 100) {
            return 1;
        }
        return magnitude >= 10 ? 2 : magnitude >= 1 ? 3 : 4;
    }

    /** Returns the shown value with its unit. */
    public static String text(DepthMetric metric, double value) {
        String unit = unit(metric);
        return unit.isEmpty() || Double.isNaN(value) ? number(metric, value) : number(metric, value) + " " + unit;
    }

    /** Returns the ends of an interval without their unit. */
    public static String range(DepthMetric metric, ConfidenceInterval interval) {
        return number(metric, interval.low()) + " … " + number(metric, interval.high());
    }

    /** Returns a difference with its sign. */
    public static String difference(DepthMetric metric, double value) {
        String number = number(metric, value);
        return value > 0 ? "+" + number : number.replace('-', '−');
    }

    /** Returns the ends of an interval of differences, each with its sign. */
    public static String differences(DepthMetric metric, ConfidenceInterval interval) {
        return difference(metric, interval.low()) + " … " + difference(metric, interval.high());
    }

    /** Returns the name with its unit, and an arrow that points to better values: {@code AbsRel, % ↓}. */
    public static String title(DepthMetric metric) {
        String unit = unit(metric);
        return metric.label() + (unit.isEmpty() ? "" : ", " + unit) + " " + arrow(metric);
    }

    /** Returns the unit of shown values; empty for a plain number. */
    public static String unit(DepthMetric metric) {
        return switch (metric) {
            case ABS_RELATIVE_DIFFERENCE, DELTA1, DELTA2, DELTA3 -> "%";
            case SQUARED_RELATIVE_DIFFERENCE, RMSE_LINEAR, MAE -> "m";
            case INVERSE_RMSE -> "1/m";
            default -> "";
        };
    }

    /** Returns an arrow that points to better values. */
    public static String arrow(DepthMetric metric) {
        return metric.direction() == Direction.LOWER_IS_BETTER ? "↓" : "↑";
    }

    /** Returns the formula, {@code a} the aligned prediction and {@code d} the measured depth. */
    public static String definition(DepthMetric metric) {
        return switch (metric) {
            case ABS_RELATIVE_DIFFERENCE -> "mean |a − d| / d";
            case SQUARED_RELATIVE_DIFFERENCE -> "mean (a − d)² / d";
            case RMSE_LINEAR -> "√ mean (a − d)²";
            case RMSE_LOG -> "√ mean (ln a − ln d)²";
            case LOG10 -> "mean |log₁₀ a − log₁₀ d|";
            case DELTA1 -> "pixels within a factor of 1.25";
            case DELTA2 -> "pixels within a factor of 1.25²";
            case DELTA3 -> "pixels within a factor of 1.25³";
            case INVERSE_RMSE -> "√ mean (1/a − 1/d)²";
            case SILOG_RMSE -> "100 · std of ln a − ln d";
            case MAE -> "mean |a − d|";
        };
    }
}
