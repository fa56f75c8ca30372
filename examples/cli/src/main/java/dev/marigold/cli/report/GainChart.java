package dev.marigold.cli.report;

import static dev.marigold.cli.report.Axis.position;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a metric of each picture changed, sorted from gain to loss.
 *
 * @param description for those who do not see it
 * @param zero position of no change
 */
record GainChart(String description, List<Axis.Tick> ticks, String zero, List<Bar> bars) {
    private static final double LEFT = 52;
    private static final double RIGHT = 452;
    private static final double TOP = 12;
    private static final double BOTTOM = 412;
    private static final double SHARE = 0.8;

    static GainChart of(Pairs pairs) {
        DepthMetric metric = pairs.metric();
        List<Pairs.Pair> sorted = pairs.byGain();
        double least = 0;
        double most = 0;
        for (Pairs.Pair pair : sorted) {
            double change = change(metric, pair);
            least = Math.min(least, change);
            most = Math.max(most, change);
        }
        Axis y = Axis.covering(least, most, 6, BOTTOM, TOP);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Pairs.Pair pair = sorted.get(i);
            double end = y.at(change(metric, pair));
            double slot = (RIGHT - LEFT) / sorted.size();
            bars.add(new Bar(
                    position(LEFT + (i + (1 - SHARE) / 2) * slot),
                    position(Math.min(end, y.at(0))),
                    position(SHARE * slot),
                    position(Math.abs(end - y.at(0))),
                    pairs.gain(pair) >= 0 ? "better" : "worse",
                    pair.sample() + ": " + MetricFormat.difference(metric, pair.second() - pair.first())));
        }
        String description = "Change of " + metric.label() + " from A to B for each picture, the largest gain first";
        return new GainChart(description, y.ticks(), position(y.at(0)), bars);
    }

    private static double change(DepthMetric metric, Pairs.Pair pair) {
        return MetricFormat.shown(metric, pair.second()) - MetricFormat.shown(metric, pair.first());
    }

    /** The change of one picture. */
    record Bar(String x, String y, String width, String height, String kind, String title) {}
}
