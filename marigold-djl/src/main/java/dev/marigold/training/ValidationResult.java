package dev.marigold.training;

import dev.marigold.evaluation.DepthMetric;
import java.util.Map;

/**
 * How well a checkpoint does.
 *
 * @param update number of updates of the checkpoint
 * @param dataset name of the data set
 * @param means of the metrics over the samples that could be judged; NaN where none could
 * @param failed number of samples that could not, such as for a file that is missing; the log warns of each
 */
public record ValidationResult(long update, String dataset, Map<DepthMetric, Double> means, int failed) {
    /** Copies the map. */
    public ValidationResult {
        means = Map.copyOf(means);
    }
}
