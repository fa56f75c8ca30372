package dev.marigold.training.batch;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.training.data.TrainingSize;
import java.util.List;

/**
 * A part of a mix of data sets.
 *
 * @param dataset borrowed: stays open
 * @param weight above 0 and finite; batches come from a data set as often as its share in the sum of all weights
 * @param sizes one is drawn for each batch; empty for those that all data sets have in common
 */
public record WeightedDataset(DepthDataset dataset, double weight, List<TrainingSize> sizes) {
    /** Checks the range and copies the list. */
    public WeightedDataset {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weight of data set '" + dataset.name() + "' must be above 0 and finite, got " + weight);
        }
        sizes = List.copyOf(sizes);
    }

    /** Returns this data set with its own sizes, or with others if it has none. */
    public WeightedDataset orSizes(List<TrainingSize> common) {
        return sizes.isEmpty() ? new WeightedDataset(dataset, weight, common) : this;
    }
}
