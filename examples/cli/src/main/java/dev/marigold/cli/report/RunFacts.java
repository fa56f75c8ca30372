package dev.marigold.cli.report;

import dev.marigold.dataset.PublishedLayout;
import dev.marigold.evaluation.Bootstrap;
import dev.marigold.evaluation.EvaluationResult;
import java.time.Instant;
import java.util.Optional;

/**
 * What a report is about besides the result.
 *
 * @param layout the published layout of the data set, empty for an index
 * @param time when the run began
 */
public record RunFacts(Optional<PublishedLayout> layout, Instant time) {
    static final Bootstrap BOOTSTRAP = Bootstrap.standard();

    /** Returns the data set's name for people. */
    String dataset(EvaluationResult result) {
        return layout.map(PublishedLayout::displayName)
                .orElse(result.settings().getOrDefault("dataset", "unknown data"));
    }

    static int total(EvaluationResult result) {
        return result.scores().size() + result.failures().size();
    }

    /** Returns how many pictures were judged, in words. */
    public static String evaluated(EvaluationResult result) {
        int total = total(result);
        return "evaluated " + result.scores().size() + " of " + total + (total == 1 ? " picture" : " pictures");
    }
}
