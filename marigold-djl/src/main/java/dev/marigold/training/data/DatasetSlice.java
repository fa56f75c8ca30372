package dev.marigold.training.data;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.checkIndex;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;

/** A run of the samples of another data set, such as those kept apart to validate on. */
public final class DatasetSlice implements DepthDataset {
    private final DepthDataset whole;
    private final int from;
    private final int to;

    private DatasetSlice(DepthDataset whole, int from, int to) {
        this.whole = whole;
        this.from = from;
        this.to = to;
    }

    /**
     * Returns the samples {@code [from, to)}.
     *
     * @param whole borrowed: stays open
     * @throws IndexOutOfBoundsException if the run is not inside the data set
     */
    public static DatasetSlice of(DepthDataset whole, int from, int to) {
        checkFromToIndex(from, to, whole.size());
        return new DatasetSlice(whole, from, to);
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public DepthRange range() {
        return whole.range();
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public DepthSample sample(int index) {
        return whole.sample(from + checkIndex(index, size()));
    }

    /** Has no effect: the data set stays open. */
    @Override
    public void close() {
        // Owns nothing.
    }
}
