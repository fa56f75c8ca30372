package dev.marigold.cli.report;

import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.Direction;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the pictures that a report shows. */
final class ExampleChoice {
    private ExampleChoice() {}

    /** Returns what to show with what to call it, from best to worst; no picture twice. */
    static Map<SampleScore, String> of(EvaluationResult result, DepthMetric metric, int perKind) {
        List<SampleScore> ranked = ranked(result, metric);
        int count = ranked.size();
        int best = Math.min(perKind, (count + 2) / 3);
        int worst = Math.min(perKind, (count + 1) / 3);
        int middle = Math.min(perKind, count - best - worst);
        int firstOfMiddle = Math.max(best, Math.min((count - middle) / 2, count - worst - middle));
        Map<SampleScore, String> chosen = new LinkedHashMap<>();
        ranked.subList(0, best).forEach(score -> chosen.put(score, "Best"));
        ranked.subList(firstOfMiddle, firstOfMiddle + middle).forEach(score -> chosen.put(score, "Median"));
        ranked.subList(count - worst, count).forEach(score -> chosen.put(score, "Worst"));
        return chosen;
    }

    private static List<SampleScore> ranked(EvaluationResult result, DepthMetric metric) {
        Comparator<SampleScore> order =
                Comparator.comparingDouble(score -> score.scores().get(metric));
        List<SampleScore> ranked = new ArrayList<>(result.scores());
        ranked.sort(metric.direction() == Direction.LOWER_IS_BETTER ? order : order.reversed());
        return ranked;
    }
}
