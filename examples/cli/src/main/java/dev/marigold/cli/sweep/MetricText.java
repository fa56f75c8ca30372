package dev.marigold.cli.sweep;

import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.Direction;
import java.util.Locale;

/** How metrics are written: as papers print them. */
final class MetricText {
    private static final double PERCENT = 100;

    private MetricText() {}

    /** Returns what a value is multiplied with before it is shown. */
    static double factor(DepthMetric metric) {
        return metric.isShownAsPercentage() ? PERCENT : 1;
    }

    /** Returns the name with its unit and which way it improves: {@code AbsRel ↓ (%)}. */
    static String title(DepthMetric metric) {
        String arrow = metric.direction() == Direction.LOWER_IS_BETTER ? "\u2193" : "\u2191";
        return metric.label() + " " + arrow + (metric.isShownAsPercentage() ? " (%)" : "");
    }

    static String value(DepthMetric metric, double value) {
        return Double.isNaN(value)
                ? "\u2013"
                : String.format(Locale.ROOT, metric.isShownAsPercentage() ? "%.2f" : "%.4f", value * factor(metric));
    }

    /** Returns a difference with its sign and interval: {@code −0.31 [−0.52, −0.10]}. */
    static String difference(DepthMetric metric, ConfidenceInterval difference) {
        return signed(metric, difference.estimate()) + " [" + signed(metric, difference.low()) + ", "
                + signed(metric, difference.high()) + "]";
    }

    private static String signed(DepthMetric metric, double value) {
        String text = value(metric, Math.abs(value));
        return value < 0 ? "\u2212" + text : "+" + text;
    }
}
