package dev.marigold.training;

import dev.marigold.evaluation.DepthMetric;
import java.util.Map;

/**
 * How well a checkpoint does.
 *
 * @param update number of updates of the checkpoint
 * @param dataset name of the data set
 * @param means of the metrics over its samples
 */
public record ValidationResult(long update, String dataset, Map<DepthMetric, Double> means) {
    /** Copies the map. */
    public ValidationResult {
        means = Map.copyOf(means);
    }
}
