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
    private static final int CHANNELS = 3;

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

    /**
     * Refuses batches that the data set does not fill, and those of more numbers than Java can count.
     *
     * @param batchSize at least 1
     * @throws IllegalArgumentException if a batch is one of these
     */
    public void requireBatch(int batchSize) {
        if (dataset.size() < batchSize) {
            throw new IllegalArgumentException("data set '" + dataset.name() + "' must have at least one batch of "
                    + batchSize + " samples, got " + dataset.size());
        }
        for (TrainingSize size : sizes) {
            if ((double) CHANNELS * batchSize * size.width() * size.height() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("batchSize and sizes must make batches of at most "
                        + Integer.MAX_VALUE + " numbers, 3 for each pixel, got " + batchSize + " of " + size);
            }
        }
    }
}
