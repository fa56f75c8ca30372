package dev.marigold.training.data;

import dev.marigold.dataset.DepthDataset;

/**
 * A part of a mix of data sets.
 *
 * @param dataset borrowed: stays open
 * @param weight above 0; batches come from a data set as often as its share in the sum of all weights
 */
public record WeightedDataset(DepthDataset dataset, double weight) {
    /** Checks the range. */
    public WeightedDataset {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weight of data set '" + dataset.name() + "' must be above 0, got " + weight);
        }
    }
}
