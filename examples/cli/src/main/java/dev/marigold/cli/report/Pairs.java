package dev.marigold.cli.report;

import com.google.common.collect.Lists;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One metric of the pictures that two runs have in common, in the order of the first.
 *
 * @param all by the name of their prediction
 */
record Pairs(DepthMetric metric, List<Pair> all) {
    private static final int EXTREMES = 8;

    static Pairs of(EvaluationResult first, EvaluationResult second, DepthMetric metric) {
        Map<String, SampleScore> others = new HashMap<>();
        second.scores().forEach(score -> others.put(score.prediction(), score));
        List<Pair> pairs = new ArrayList<>();
        for (SampleScore score : first.scores()) {
            SampleScore other = others.get(score.prediction());
            if (other != null) {
                pairs.add(Pair.of(score, other, metric));
            }
        }
        return new Pairs(metric, pairs);
    }

    /** Returns the pairs of which both values are there. */
    Pairs complete() {
        return new Pairs(
                metric,
                all.stream()
                        .filter(pair -> Double.isFinite(pair.first()) && Double.isFinite(pair.second()))
                        .toList());
    }

    /** Returns the pairs that gained most in the second run, at most eight, the largest gain first. */
    List<Pair> gains() {
        return byGain().stream().filter(pair -> gain(pair) > 0).limit(EXTREMES).toList();
    }

    /** Returns the pairs that lost most in the second run, at most eight, the largest loss first. */
    List<Pair> losses() {
        return Lists.reverse(byGain()).stream()
                .filter(pair -> gain(pair) < 0)
                .limit(EXTREMES)
                .toList();
    }

    /** Returns the pairs from the one that gained most in the second run to the one that lost most. */
    List<Pair> byGain() {
        return all.stream()
                .sorted(Comparator.comparingDouble(this::gain).reversed())
                .toList();
    }

    /** Returns how much better the second is; negative if it is worse. */
    double gain(Pair pair) {
        double difference = pair.second() - pair.first();
        return metric.direction().isBetter(1, 0) ? difference : -difference;
    }

    /** A picture and the metric in both runs. */
    record Pair(String sample, String group, double first, double second) {
        private static Pair of(SampleScore first, SampleScore second, DepthMetric metric) {
            return new Pair(
                    first.sample(),
                    first.group(),
                    first.scores().get(metric),
                    second.scores().get(metric));
        }
    }
}
