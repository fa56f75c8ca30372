package dev.marigold.cli.sweep;

import dev.marigold.evaluation.Bootstrap;
import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.SweepPlan;
import dev.marigold.evaluation.SweepResult;
import dev.marigold.evaluation.SweepSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Chooses what a sweep is drawn as: charts of every axis that has more than one value. */
final class SweepCharts {
    private final SweepResult result;
    private final SweepPlan plan;
    private final Bootstrap bootstrap;
    private final String footnote;

    SweepCharts(SweepResult result, Bootstrap bootstrap) {
        this.result = result;
        this.plan = result.plan();
        this.bootstrap = bootstrap;
        footnote = "      (bands: " + Math.round(100 * bootstrap.level()) + " %, differences between pictures removed)";
    }

    /** Writes all charts of a metric and returns their file names with what they show, in the order people read them. */
    Map<String, String> write(DepthMetric metric, Path folder) throws IOException {
        Map<String, String> written = new LinkedHashMap<>();
        for (Map.Entry<String, Drawing> each : drawings(metric).entrySet()) {
            Drawing drawing = each.getValue();
            List<ChartLine> lines = lines(drawing.lines(), metric);
            if (lines.stream().anyMatch(line -> line.size() > 0)) {
                String file = metric.id() + "-" + each.getKey() + ".png";
                new LineChart(drawing.title(), metric, drawing.axis())
                        .lines(lines)
                        .write(folder.resolve(file));
                written.put(file, drawing.title());
            }
        }
        return written;
    }

    private List<ChartLine> lines(List<PlannedLine> planned, DepthMetric metric) {
        List<SweepSetting> settings = planned.stream()
                .flatMap(line -> line.points().stream())
                .map(PlannedLine.Point::setting)
                .toList();
        Map<SweepSetting, ConfidenceInterval> intervals = result.comparableIntervals(settings, metric, bootstrap);
        List<ChartLine> lines = new ArrayList<>();
        for (PlannedLine each : planned) {
            ChartLine line = new ChartLine(each.name());
            for (PlannedLine.Point point : each.points()) {
                ConfidenceInterval interval = intervals.get(point.setting());
                if (interval != null) {
                    line.add(point.position(), interval);
                }
            }
            lines.add(line);
        }
        return lines;
    }

    private record Drawing(String title, ChartAxis axis, List<PlannedLine> lines) {}

    private Map<String, Drawing> drawings(DepthMetric metric) {
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        for (Panel panel : Panel.of(plan)) {
            String of = ": " + panel.title();
            if (plan.ensembleSizes().size() > 1) {
                drawings.put(
                        "by-ensemble-size-" + panel.name(),
                        new Drawing(
                                metric.label() + " by ensemble size" + of,
                                values("ensemble size", plan.ensembleSizes()),
                                lines(SweepCharts::steps, plan.steps(), plan.ensembleSizes(), panel::setting)));
            }
            if (plan.steps().size() > 1) {
                drawings.put(
                        "by-steps-" + panel.name(),
                        new Drawing(
                                metric.label() + " by denoising steps" + of,
                                values("denoising steps", plan.steps()),
                                lines(
                                        SweepCharts::members,
                                        plan.ensembleSizes(),
                                        plan.steps(),
                                        (size, steps) -> panel.setting(steps, size))));
            }
            if (plan.steps().size() * plan.ensembleSizes().size() > 1) {
                drawings.put("by-time-" + panel.name(), byTime(metric, panel));
            }
        }
        addResolutions(metric, drawings);
        addSchedulers(metric, drawings);
        addEnsemblers(metric, drawings);
        return drawings;
    }

    private Drawing byTime(DepthMetric metric, Panel panel) {
        List<PlannedLine> lines = new ArrayList<>();
        for (int steps : plan.steps()) {
            List<PlannedLine.Point> points = new ArrayList<>();
            for (int size : plan.ensembleSizes()) {
                SweepSetting setting = panel.setting(steps, size);
                points.add(new PlannedLine.Point(result.cell(setting).secondsPerImage(), setting));
            }
            lines.add(new PlannedLine(steps(steps), points));
        }
        DoubleSummaryStatistics times = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(PlannedLine.Point::position)
                .filter(Double::isFinite)
                .summaryStatistics();
        return new Drawing(
                metric.label() + " by time: " + panel.title(),
                ChartAxis.ofSeconds("seconds per picture" + footnote, times.getMax() / times.getMin()),
                lines);
    }

    private void addResolutions(DepthMetric metric, Map<String, Drawing> drawings) {
        if (plan.resolutions().size() < 2) {
            return;
        }
        int size = plan.members();
        for (String scheduler : plan.schedulers()) {
            for (String ensembler : plan.ensemblers()) {
                drawings.put(
                        "by-resolution-" + scheduler + "-e" + size + "-" + ensembler,
                        new Drawing(
                                metric.label() + " by resolution: " + scheduler + ", " + members(size) + ", "
                                        + ensembler,
                                values("processing resolution in pixels, 0: native size", plan.resolutions()),
                                lines(
                                        SweepCharts::steps,
                                        plan.steps(),
                                        plan.resolutions(),
                                        (steps, resolution) ->
                                                new Panel(scheduler, resolution, ensembler).setting(steps, size))));
            }
        }
    }

    private void addSchedulers(DepthMetric metric, Map<String, Drawing> drawings) {
        if (plan.schedulers().size() < 2 || plan.steps().size() < 2) {
            return;
        }
        int size = plan.members();
        for (int resolution : plan.resolutions()) {
            for (String ensembler : plan.ensemblers()) {
                List<PlannedLine> lines = new ArrayList<>();
                for (String scheduler : plan.schedulers()) {
                    Panel panel = new Panel(scheduler, resolution, ensembler);
                    lines.add(line(scheduler, plan.steps(), steps -> panel.setting(steps, size)));
                }
                drawings.put(
                        "by-scheduler-r" + resolution + "-e" + size + "-" + ensembler,
                        new Drawing(
                                metric.label() + " by scheduler: " + pixels(resolution) + ", " + members(size) + ", "
                                        + ensembler,
                                values("denoising steps", plan.steps()),
                                lines));
            }
        }
    }

    private void addEnsemblers(DepthMetric metric, Map<String, Drawing> drawings) {
        if (plan.ensemblers().size() < 2 || plan.ensembleSizes().size() < 2) {
            return;
        }
        int steps = plan.steps().get(plan.steps().size() - 1);
        for (String scheduler : plan.schedulers()) {
            for (int resolution : plan.resolutions()) {
                List<PlannedLine> lines = new ArrayList<>();
                for (String ensembler : plan.ensemblers()) {
                    Panel panel = new Panel(scheduler, resolution, ensembler);
                    lines.add(line(ensembler, plan.ensembleSizes(), size -> panel.setting(steps, size)));
                }
                drawings.put(
                        "by-ensembler-" + scheduler + "-r" + resolution + "-s" + steps,
                        new Drawing(
                                metric.label() + " by ensembler: " + scheduler + ", " + pixels(resolution) + ", "
                                        + steps(steps),
                                values("ensemble size", plan.ensembleSizes()),
                                lines));
            }
        }
    }

    private ChartAxis values(String title, List<Integer> values) {
        return ChartAxis.ofValues(title + footnote, values);
    }

    /** Which setting a line has at a position. */
    private interface Cells {
        SweepSetting at(int line, int position);
    }

    private static List<PlannedLine> lines(
            IntFunction<String> name, List<Integer> lines, List<Integer> positions, Cells cells) {
        return lines.stream()
                .map(value -> line(name.apply(value), positions, position -> cells.at(value, position)))
                .toList();
    }

    private static PlannedLine line(String name, List<Integer> positions, IntFunction<SweepSetting> setting) {
        return PlannedLine.of(name, positions.stream().map(setting::apply).toList());
    }

    private static String steps(int steps) {
        return steps == 1 ? "1 step" : steps + " steps";
    }

    private static String members(int size) {
        return size == 1 ? "1 member" : size + " members";
    }

    private static String pixels(int resolution) {
        return resolution == 0 ? "native size" : resolution + " px";
    }
}
