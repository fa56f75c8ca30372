package dev.marigold.cli.report;

import static dev.marigold.cli.report.Axis.position;

import dev.marigold.cli.text.MetricFormat;
import java.util.List;

/**
 * A metric of one run against that of another; on the diagonal they are equal.
 *
 * @param description for those who do not see it
 */
record ScatterChart(
        String description, List<Axis.Tick> horizontal, List<Axis.Tick> vertical, List<StripChart.Mark> marks) {
    private static final double LEFT = 52;
    private static final double RIGHT = 452;
    private static final double TOP = 12;
    private static final double BOTTOM = 412;

    static ScatterChart of(Pairs pairs, Groups groups) {
        double most = pairs.all().stream()
                .mapToDouble(pair -> MetricFormat.shown(pairs.metric(), Math.max(pair.first(), pair.second())))
                .max()
                .orElse(1);
        Axis x = Axis.covering(0, most, 5, LEFT, RIGHT);
        Axis y = Axis.covering(0, most, 5, BOTTOM, TOP);
        List<StripChart.Mark> marks = pairs.all().stream()
                .map(pair -> new StripChart.Mark(
                        position(x.at(MetricFormat.shown(pairs.metric(), pair.first()))),
                        position(y.at(MetricFormat.shown(pairs.metric(), pair.second()))),
                        groups.colour(pair.group()),
                        title(pairs, pair)))
                .toList();
        return new ScatterChart(description(pairs), x.ticks(), y.ticks(), marks);
    }

    private static String title(Pairs pairs, Pairs.Pair pair) {
        return pair.sample() + ": A " + MetricFormat.text(pairs.metric(), pair.first()) + ", B "
                + MetricFormat.text(pairs.metric(), pair.second());
    }

    private static String description(Pairs pairs) {
        long better = pairs.all().stream().filter(pair -> pairs.gain(pair) > 0).count();
        return pairs.metric().label() + " of each picture in run B against run A: B is better on " + better + " of "
                + pairs.all().size();
    }
}
