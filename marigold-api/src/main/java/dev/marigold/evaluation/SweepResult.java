package dev.marigold.evaluation;

import dev.marigold.internal.file.Csv;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The outcome of a sweep. Immutable.
 */
public final class SweepResult {
    private final SweepPlan plan;
    private final List<DepthMetric> metrics;
    private final Map<SweepSetting, SweepCell> cells;
    private final Map<SweepGroup, List<MemberSpread>> spreads;

    SweepResult(
            SweepPlan plan,
            List<DepthMetric> metrics,
            List<SweepCell> cells,
            Map<SweepGroup, List<MemberSpread>> spreads) {
        this.plan = plan;
        this.metrics = List.copyOf(metrics);
        this.cells = new LinkedHashMap<>();
        cells.forEach(cell -> this.cells.put(cell.setting(), cell));
        this.spreads = Map.copyOf(spreads);
    }

    /** Returns the grid. */
    public SweepPlan plan() {
        return plan;
    }

    /** Returns the metrics, in their order. */
    public List<DepthMetric> metrics() {
        return metrics;
    }

    /** Returns all cells, in the order of the plan. */
    public List<SweepCell> cells() {
        return Collections.unmodifiableList(new ArrayList<>(cells.values()));
    }

    /**
     * Returns one cell.
     *
     * @throws IllegalArgumentException if the plan does not have it
     */
    public SweepCell cell(SweepSetting setting) {
        SweepCell cell = cells.get(setting);
        if (cell == null) {
            throw new IllegalArgumentException("setting must be of the plan " + plan + ", got " + setting);
        }
        return cell;
    }

    /**
     * Returns how much the members of each judged picture disagree, in the order of the data set.
     *
     * @throws IllegalArgumentException if the plan does not have the group
     */
    public List<MemberSpread> spreads(SweepGroup group) {
        List<MemberSpread> found = spreads.get(group);
        if (found == null) {
            throw new IllegalArgumentException("group must be of the plan " + plan + ", got " + group);
        }
        return found;
    }

    /** Returns the mean of {@link MemberSpread#deviation()} over the pictures of a group; NaN if there is none. */
    public double meanDeviation(SweepGroup group) {
        return meanSpread(group, MemberSpread::deviation);
    }

    /** Returns the mean of {@link MemberSpread#range()} over the pictures of a group; NaN if there is none. */
    public double meanRange(SweepGroup group) {
        return meanSpread(group, MemberSpread::range);
    }

    private double meanSpread(SweepGroup group, ToDoubleFunction<MemberSpread> value) {
        return Statistics.mean(spreads(group).stream().mapToDouble(value).toArray());
    }

    /** Tells whether every cell of a group has the very members of a run with its ensemble size. */
    public boolean hasExactPrefixes(SweepGroup group) {
        return spreads(group).stream().allMatch(MemberSpread::exactPrefixes);
    }

    /**
     * Returns means with intervals that tell settings from each other rather than from other pictures: what makes one picture harder than
     * another, and would drown the differences between settings, is taken out (Cousineau 2005, with the correction of Morey 2008). Taken
     * over the pictures that every setting was judged on.
     *
     * @param settings at least two to be compared; of one alone, the interval is its mean
     * @return by setting; those without a judged picture are left out
     * @throws IllegalArgumentException if the plan does not have a setting
     */
    public Map<SweepSetting, ConfidenceInterval> comparableIntervals(
            List<SweepSetting> settings, DepthMetric metric, Bootstrap bootstrap) {
        return new WithinPicture(settings.stream().map(this::cell).toList(), metric).intervals(bootstrap);
    }

    /**
     * Returns a table of all cells as comma-separated values: {@code scheduler,resolution,steps,ensembler,ensemble_size,images,failed},
     * each metric's mean with the ends of its confidence interval ({@code _low}, {@code _high}), {@code seconds_per_image}, and of the group
     * {@code member_deviation,member_range,exact_prefixes}. Numbers that are not known are empty.
     */
    public String toCsv(Bootstrap bootstrap) {
        StringBuilder table = new StringBuilder(Csv.row(header()));
        cells.values().forEach(cell -> table.append(Csv.row(row(cell, bootstrap))));
        return table.toString();
    }

    private String[] header() {
        List<String> columns = new ArrayList<>(
                List.of("scheduler", "resolution", "steps", "ensembler", "ensemble_size", "images", "failed"));
        for (DepthMetric metric : metrics) {
            columns.addAll(List.of(metric.id(), metric.id() + "_low", metric.id() + "_high"));
        }
        columns.addAll(List.of("seconds_per_image", "member_deviation", "member_range", "exact_prefixes"));
        return columns.toArray(new String[0]);
    }

    private String[] row(SweepCell cell, Bootstrap bootstrap) {
        SweepSetting setting = cell.setting();
        SweepGroup group = setting.group();
        List<String> fields = new ArrayList<>(List.of(
                group.scheduler(),
                Integer.toString(group.resolution()),
                Integer.toString(group.steps()),
                setting.ensembler(),
                Integer.toString(setting.ensembleSize()),
                Integer.toString(cell.result().scores().size()),
                Integer.toString(cell.result().failures().size())));
        for (DepthMetric metric : metrics) {
            ConfidenceInterval interval = cell.result().interval(metric, bootstrap);
            fields.addAll(List.of(number(interval.estimate()), number(interval.low()), number(interval.high())));
        }
        fields.add(number(cell.secondsPerImage()));
        fields.add(number(meanDeviation(group)));
        fields.add(number(meanRange(group)));
        fields.add(spreads(group).isEmpty() ? "" : Boolean.toString(hasExactPrefixes(group)));
        return fields.toArray(new String[0]);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    @Override
    public String toString() {
        return "SweepResult[" + cells.size() + " cells, " + plan + "]";
    }
}
