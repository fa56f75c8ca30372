package dev.marigold.cli.report;

import static dev.marigold.cli.report.Axis.position;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many pictures have which value of a metric.
 *
 * @param description for those who do not see it
 * @param x what the horizontal axis shows
 */
record Histogram(
        String description,
        String x,
        List<Axis.Tick> horizontal,
        List<Axis.Tick> vertical,
        List<Bar> bars,
        String mean,
        String median) {
    private static final double LEFT = 42;
    private static final double RIGHT = 500;
    private static final double TOP = 12;
    private static final double BOTTOM = 256;
    private static final int MAX_BINS = 24;
    private static final double GAP = 1;

    static Histogram of(EvaluationResult result, DepthMetric metric) {
        double[] values = Arrays.stream(result.values(metric))
                .map(value -> MetricFormat.shown(metric, value))
                .toArray();
        Axis x = Axis.covering(0, Arrays.stream(values).max().orElse(1), 6, LEFT, RIGHT);
        int[] counts = count(values, x);
        Axis y = Axis.covering(0, Math.max(4, Arrays.stream(counts).max().orElse(1)), 4, BOTTOM, TOP);
        return new Histogram(
                description(result, metric),
                StripChart.label(metric),
                x.ticks(),
                y.ticks(),
                bars(counts, x, y),
                position(x.at(MetricFormat.shown(metric, result.mean(metric)))),
                position(x.at(MetricFormat.shown(metric, result.median(metric)))));
    }

    private static int[] count(double[] values, Axis x) {
        int ticks = (int) Math.round((x.high() - x.low()) / x.step());
        int perTick = Math.max(2, Math.min(MAX_BINS / ticks, (int) Math.round(2 * Math.sqrt(values.length) / ticks)));
        int[] counts = new int[ticks * perTick];
        for (double value : values) {
            int bin = (int) ((value - x.low()) / (x.high() - x.low()) * counts.length);
            counts[Math.max(0, Math.min(bin, counts.length - 1))]++;
        }
        return counts;
    }

    private static List<Bar> bars(int[] counts, Axis x, Axis y) {
        double width = (x.high() - x.low()) / counts.length;
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            double from = x.low() + i * width;
            double left = x.at(from) + GAP;
            double top = y.at(counts[i]);
            String title = String.format(
                    Locale.ROOT,
                    "%.4g to %.4g: %d picture%s",
                    from,
                    from + width,
                    counts[i],
                    counts[i] == 1 ? "" : "s");
            bars.add(new Bar(
                    position(left),
                    position(top),
                    position(x.at(from + width) - GAP - left),
                    position(BOTTOM - top),
                    title));
        }
        return bars;
    }

    private static String description(EvaluationResult result, DepthMetric metric) {
        return "Histogram of " + metric.label() + ": half of the pictures are below "
                + MetricFormat.text(metric, result.median(metric)) + ", the mean is "
                + MetricFormat.text(metric, result.mean(metric));
    }

    /** A bar of the histogram. */
    record Bar(String x, String y, String width, String height, String title) {}
}
