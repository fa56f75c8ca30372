package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.PairedComparison;
import java.util.Locale;

/**
 * One metric of two runs as text.
 *
 * @param title label with unit and arrow
 * @param difference second minus first
 * @param winRate share of the pictures on which the second is better, ties counted half
 * @param kind better or worse if the difference is beyond chance, empty otherwise
 */
record ComparisonRow(
        String title,
        String label,
        String arrow,
        String unit,
        String first,
        String second,
        String difference,
        String interval,
        String winRate,
        String verdict,
        String kind) {
    static ComparisonRow of(PairedComparison comparison) {
        DepthMetric metric = comparison.metric();
        boolean better = metric.direction().isBetter(comparison.difference().estimate(), 0);
        boolean clear = comparison.isSignificant();
        return new ComparisonRow(
                MetricFormat.title(metric),
                metric.label(),
                MetricFormat.arrow(metric),
                MetricFormat.unit(metric),
                MetricFormat.number(metric, comparison.firstMean()),
                MetricFormat.number(metric, comparison.secondMean()),
                MetricFormat.difference(metric, comparison.difference().estimate()),
                MetricFormat.differences(metric, comparison.difference()),
                String.format(Locale.ROOT, "%.0f %%", 100 * comparison.secondWinRate()),
                clear ? (better ? "B is better" : "A is better") : "no clear difference",
                clear ? (better ? "better" : "worse") : "");
    }
}
