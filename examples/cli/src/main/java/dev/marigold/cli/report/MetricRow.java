package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import java.util.List;

/**
 * One metric of a run as text.
 *
 * @param title label with unit and arrow
 * @param mean over the pictures
 * @param interval of the mean
 * @param groups mean of each group
 * @param overGroups mean of the means of the groups
 */
record MetricRow(
        String title,
        String label,
        String arrow,
        String unit,
        String definition,
        String mean,
        String interval,
        String median,
        List<String> groups,
        String overGroups,
        String overGroupsInterval) {
    static MetricRow of(EvaluationResult result, DepthMetric metric) {
        ConfidenceInterval interval = result.interval(metric, RunFacts.BOOTSTRAP);
        ConfidenceInterval overGroups = result.intervalOverGroups(metric, RunFacts.BOOTSTRAP);
        return new MetricRow(
                MetricFormat.title(metric),
                metric.label(),
                MetricFormat.arrow(metric),
                MetricFormat.unit(metric),
                MetricFormat.definition(metric),
                MetricFormat.number(metric, interval.estimate()),
                MetricFormat.range(metric, interval),
                MetricFormat.number(metric, result.median(metric)),
                result.groupMeans(metric).values().stream()
                        .map(mean -> MetricFormat.number(metric, mean))
                        .toList(),
                MetricFormat.number(metric, overGroups.estimate()),
                MetricFormat.range(metric, overGroups));
    }
}
