package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Intervals of settings that were judged on the same pictures, without the differences between pictures: every picture's mean over the
 * settings is replaced by the mean over all pictures (Cousineau 2005), and the intervals are widened by the root of C / (C - 1) for C
 * settings (Morey 2008).
 */
final class WithinPicture {
    private final Map<SweepSetting, Map<String, Double>> values = new LinkedHashMap<>();
    private final Set<String> common = new LinkedHashSet<>();

    WithinPicture(List<SweepCell> cells, DepthMetric metric) {
        for (SweepCell cell : cells) {
            Map<String, Double> ofCell = new HashMap<>();
            cell.result()
                    .scores()
                    .forEach(score -> ofCell.put(score.sample(), score.scores().get(metric)));
            if (!ofCell.isEmpty()) {
                if (values.isEmpty()) {
                    cell.result().scores().forEach(score -> common.add(score.sample()));
                }
                common.retainAll(ofCell.keySet());
                values.put(cell.setting(), ofCell);
            }
        }
    }

    Map<SweepSetting, ConfidenceInterval> intervals(Bootstrap bootstrap) {
        Map<String, Double> levels = new HashMap<>();
        for (String sample : common) {
            levels.put(
                    sample,
                    Statistics.mean(values.values().stream()
                            .mapToDouble(ofCell -> requireNonNull(ofCell.get(sample)))
                            .toArray()));
        }
        double level = Statistics.mean(
                levels.values().stream().mapToDouble(Double::doubleValue).toArray());
        int count = values.size();
        double widening = count > 1 ? Math.sqrt(count / (count - 1.0)) : 0;
        Map<SweepSetting, ConfidenceInterval> intervals = new LinkedHashMap<>();
        values.forEach((setting, ofCell) -> {
            double[] levelled = common.stream()
                    .mapToDouble(
                            sample -> requireNonNull(ofCell.get(sample)) - requireNonNull(levels.get(sample)) + level)
                    .toArray();
            intervals.put(setting, widened(bootstrap.mean(levelled), widening));
        });
        return intervals;
    }

    private static ConfidenceInterval widened(ConfidenceInterval interval, double factor) {
        double estimate = interval.estimate();
        return new ConfidenceInterval(
                estimate,
                estimate + factor * (interval.low() - estimate),
                estimate + factor * (interval.high() - estimate),
                interval.level());
    }
}
