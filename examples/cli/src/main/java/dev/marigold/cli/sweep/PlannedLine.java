package dev.marigold.cli.sweep;

import dev.marigold.evaluation.SweepSetting;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a chart before its values are known.
 *
 * @param name shown in the legend
 * @param points from left to right
 */
record PlannedLine(String name, List<Point> points) {
    /** A setting and where it is drawn. */
    record Point(double position, SweepSetting setting) {}

    /** Collects points at indices. */
    static PlannedLine of(String name, List<SweepSetting> settings) {
        List<Point> points = new ArrayList<>();
        settings.forEach(setting -> points.add(new Point(points.size(), setting)));
        return new PlannedLine(name, points);
    }
}
