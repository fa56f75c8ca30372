package dev.marigold.cli.sweep;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import java.util.ArrayList;
import java.util.List;

/** One line of a chart with its confidence band. Not thread-safe. */
final class ChartLine {
    private final String name;
    private final List<Double> positions = new ArrayList<>();
    private final List<ConfidenceInterval> intervals = new ArrayList<>();

    ChartLine(String name) {
        this.name = name;
    }

    void add(double position, ConfidenceInterval interval) {
        positions.add(position);
        intervals.add(interval);
    }

    String name() {
        return name;
    }

    int size() {
        return positions.size();
    }

    double[] x() {
        return positions.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] y(DepthMetric metric) {
        return intervals.stream()
                .mapToDouble(interval -> MetricFormat.shown(metric, interval.estimate()))
                .toArray();
    }

    /** Returns the abscissae of the band's outline: to the right along its lower edge, and back along the upper. */
    double[] bandX() {
        double[] outline = new double[2 * size()];
        for (int i = 0; i < size(); i++) {
            outline[i] = positions.get(i);
            outline[outline.length - 1 - i] = positions.get(i);
        }
        return outline;
    }

    /** Returns the ordinates that belong to {@link #bandX}. */
    double[] bandY(DepthMetric metric) {
        double[] outline = new double[2 * size()];
        for (int i = 0; i < size(); i++) {
            outline[i] = MetricFormat.shown(metric, intervals.get(i).low());
            outline[outline.length - 1 - i] =
                    MetricFormat.shown(metric, intervals.get(i).high());
        }
        return outline;
    }
}
