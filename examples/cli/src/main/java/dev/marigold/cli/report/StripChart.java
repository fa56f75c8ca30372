package dev.marigold.cli.report;

import static dev.marigold.cli.report.Axis.position;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleScore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A metric of every picture, in the order of the data set.
 *
 * @param description for those who do not see it
 * @param y what the vertical axis shows
 * @param ticks of the vertical axis
 * @param mean position of the line at the mean
 */
record StripChart(String description, String y, List<Axis.Tick> ticks, List<Mark> marks, String mean, String radius) {
    private static final double LEFT = 52;
    private static final double RIGHT = 500;
    private static final double TOP = 12;
    private static final double BOTTOM = 268;
    private static final int MANY = 150;

    static StripChart of(EvaluationResult result, DepthMetric metric, Groups groups) {
        List<SampleScore> scores = result.scores();
        double most = scores.stream()
                .mapToDouble(score -> MetricFormat.shown(metric, score.scores().get(metric)))
                .max()
                .orElse(1);
        Axis axis = Axis.covering(0, most, 5, BOTTOM, TOP);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            SampleScore score = scores.get(i);
            double value = score.scores().get(metric);
            marks.add(new Mark(
                    position(LEFT + (i + 0.5) / scores.size() * (RIGHT - LEFT)),
                    position(axis.at(MetricFormat.shown(metric, value))),
                    groups.colour(score.group()),
                    score.sample() + ": " + MetricFormat.text(metric, value)));
        }
        return new StripChart(
                description(result, metric),
                label(metric),
                axis.ticks(),
                marks,
                position(axis.at(MetricFormat.shown(metric, result.mean(metric)))),
                scores.size() > MANY ? "2.5" : "4.5");
    }

    private static String description(EvaluationResult result, DepthMetric metric) {
        String groups = result.groupMeans(metric).entrySet().stream()
                .map(group -> group.getKey() + " " + MetricFormat.text(metric, group.getValue()))
                .collect(Collectors.joining(", "));
        return metric.label() + " of " + result.scores().size() + " pictures in the order of the data set; mean "
                + MetricFormat.text(metric, result.mean(metric)) + "; means of groups: " + groups;
    }

    static String label(DepthMetric metric) {
        String unit = MetricFormat.unit(metric);
        return unit.isEmpty() ? metric.label() : metric.label() + ", " + unit;
    }

    /**
     * A picture.
     *
     * @param colour class of the style sheet
     * @param title name and value
     */
    record Mark(String x, String y, String colour, String title) {}
}
