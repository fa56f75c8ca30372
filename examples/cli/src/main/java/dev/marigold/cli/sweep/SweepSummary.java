package dev.marigold.cli.sweep;

import dev.marigold.cli.text.Markdown;
import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.Bootstrap;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.PairedComparison;
import dev.marigold.evaluation.SweepCell;
import dev.marigold.evaluation.SweepGroup;
import dev.marigold.evaluation.SweepPlan;
import dev.marigold.evaluation.SweepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A sweep for people, as Markdown: tables of steps against ensemble sizes, one after the other for every metric shown. */
final class SweepSummary {
    private final SweepResult result;
    private final SweepPlan plan;
    private final List<DepthMetric> metrics;
    private final Bootstrap bootstrap;
    private final StringBuilder text = new StringBuilder();

    SweepSummary(SweepResult result, List<DepthMetric> metrics, Bootstrap bootstrap) {
        this.result = result;
        this.plan = result.plan();
        this.metrics = metrics;
        this.bootstrap = bootstrap;
    }

    /**
     * Returns the summary.
     *
     * @param charts titles by file name, beside the summary
     */
    String text(SweepFacts facts, Map<String, String> charts) {
        line("# Sweep of " + Markdown.escape(facts.model() + " on " + facts.dataset()));
        line(images() + "; every picture from seed " + facts.seed() + "; " + plan.members()
                + " members per picture, computed once and merged for every smaller ensemble. Percentages as in"
                + " papers.");
        best();
        for (Panel panel : Panel.of(plan)) {
            line("## " + Markdown.escape(panel.title()));
            metrics.forEach(metric -> means(panel, metric));
            gains(panel);
            seconds(panel);
        }
        spreads();
        notes();
        charts.forEach((file, title) -> line("![" + title + "](" + file + ")"));
        return text.toString();
    }

    private String images() {
        int images = result.cells().stream()
                .mapToInt(cell -> cell.result().scores().size())
                .max()
                .orElse(0);
        long incomplete = result.cells().stream()
                .filter(cell -> !cell.result().failures().isEmpty())
                .count();
        String pictures = images + (images == 1 ? " picture" : " pictures");
        return incomplete == 0 ? pictures : pictures + " (" + incomplete + " cells lack some, see `sweep.csv`)";
    }

    private void best() {
        text.append(Markdown.head(2, List.of("metric", "setting", "best", "seconds per picture")));
        for (DepthMetric metric : metrics) {
            Optional<SweepCell> best = comparable().stream()
                    .reduce((a, b) -> metric.direction()
                                    .isBetter(
                                            b.result().mean(metric), a.result().mean(metric))
                            ? b
                            : a);
            best.ifPresent(cell -> row(List.of(
                    MetricFormat.title(metric),
                    cell.setting().name(),
                    MetricFormat.number(metric, cell.result().mean(metric)),
                    seconds(cell.secondsPerImage()))));
        }
        text.append('\n');
    }

    /** Returns the cells that have every picture, if there are any: a mean without the hard ones is no better. */
    private List<SweepCell> comparable() {
        List<SweepCell> judged = result.cells().stream()
                .filter(cell -> !cell.result().scores().isEmpty())
                .toList();
        List<SweepCell> whole = judged.stream()
                .filter(cell -> cell.result().failures().isEmpty())
                .toList();
        return whole.isEmpty() ? judged : whole;
    }

    private void means(Panel panel, DepthMetric metric) {
        line("**" + MetricFormat.title(metric) + "**");
        table(
                panel,
                plan.ensembleSizes(),
                (steps, size) -> MetricFormat.number(
                        metric, result.cell(panel.setting(steps, size)).result().mean(metric)));
    }

    /** Differences per picture say more than two means: how hard a picture is cancels out. */
    private void gains(Panel panel) {
        int smallest = plan.ensembleSizes().get(0);
        if (plan.ensembleSizes().size() < 2) {
            return;
        }
        DepthMetric metric = metrics.get(0);
        line("**" + metric.label() + " against an ensemble of " + smallest + "**, paired by picture, "
                + Math.round(100 * bootstrap.level()) + " % confidence");
        table(panel, plan.ensembleSizes().subList(1, plan.ensembleSizes().size()), (steps, size) -> {
            EvaluationResult few = result.cell(panel.setting(steps, smallest)).result();
            EvaluationResult many = result.cell(panel.setting(steps, size)).result();
            return PairedComparison.arePaired(few, many)
                    ? gain(PairedComparison.of(few, many, metric, bootstrap))
                    : "\u2013";
        });
    }

    private static String gain(PairedComparison comparison) {
        DepthMetric metric = comparison.metric();
        return MetricFormat.difference(metric, comparison.difference().estimate()) + " ["
                + MetricFormat.differences(metric, comparison.difference()) + "]";
    }

    private void seconds(Panel panel) {
        line("**Seconds per picture**");
        table(
                panel,
                plan.ensembleSizes(),
                (steps, size) -> seconds(result.cell(panel.setting(steps, size)).secondsPerImage()));
    }

    private static String seconds(double seconds) {
        return Double.isNaN(seconds) ? "\u2013" : String.format(Locale.ROOT, seconds < 1 ? "%.3f" : "%.2f", seconds);
    }

    /** What stands at steps and ensemble size. */
    private interface Entries {
        String at(int steps, int size);
    }

    private void table(Panel panel, List<Integer> sizes, Entries entries) {
        List<String> head = new ArrayList<>(List.of("steps"));
        sizes.forEach(size -> head.add(size == 1 ? "1 member" : size + " members"));
        text.append(Markdown.head(0, head));
        for (int steps : plan.steps()) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(steps)));
            sizes.forEach(size -> row.add(entries.at(panel.group(steps).steps(), size)));
            row(row);
        }
        text.append('\n');
    }

    private void spreads() {
        if (plan.members() < 2) {
            return;
        }
        line("## How much seeds disagree");
        line("Standard deviation and range of a pixel over " + plan.members() + " members that are neither aligned nor"
                + " merged, as means over pixels and pictures; depth spans [0, 1].");
        text.append(Markdown.head(1, List.of("scheduler", "resolution", "steps", "deviation", "range")));
        for (SweepGroup group : plan.groups()) {
            row(List.of(
                    group.scheduler(),
                    Integer.toString(group.resolution()),
                    Integer.toString(group.steps()),
                    spread(result.meanDeviation(group)),
                    spread(result.meanRange(group))));
        }
        text.append('\n');
    }

    private static String spread(double value) {
        return Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, "%.4f", value);
    }

    private void notes() {
        List<String> inexact = plan.groups().stream()
                .filter(group -> !result.spreads(group).isEmpty() && !result.hasExactPrefixes(group))
                .sorted(Comparator.comparing(SweepGroup::name))
                .map(SweepGroup::name)
                .toList();
        if (!inexact.isEmpty() && plan.ensembleSizes().size() > 1) {
            line("Smaller ensembles of " + String.join(", ", inexact) + " are not those of a run with their size from"
                    + " the same seed: noise is one draw for all members, and what the first ones get depends on how"
                    + " many there are. They are as random, but other ones.");
        }
    }

    private void line(String paragraph) {
        text.append(paragraph).append("\n\n");
    }

    private void row(List<String> cells) {
        text.append(Markdown.row(cells));
    }
}
