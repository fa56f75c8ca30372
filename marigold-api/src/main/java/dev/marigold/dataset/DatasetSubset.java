package dev.marigold.dataset;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Some samples of another data set, in its order, such as those kept apart to validate on. Owns that data set: closing closes it. */
public final class DatasetSubset implements DepthDataset {
    private final DepthDataset whole;
    private final List<Integer> indices;

    private DatasetSubset(DepthDataset whole, IntStream indices) {
        this.whole = whole;
        this.indices = indices.boxed().toList();
    }

    /**
     * Returns the samples {@code [from, to)}.
     *
     * @throws IndexOutOfBoundsException if they are not in the data set
     */
    public static DatasetSubset range(DepthDataset whole, int from, int to) {
        checkFromToIndex(from, to, whole.size());
        return new DatasetSubset(whole, IntStream.range(from, to));
    }

    /** Returns the samples that a test holds for; asks it at once for every sample. */
    public static DatasetSubset matching(DepthDataset whole, Predicate<? super DepthSample> test) {
        requireNonNull(test, "test");
        return new DatasetSubset(
                whole, IntStream.range(0, whole.size()).filter(index -> test.test(whole.sample(index))));
    }

    /** Returns the data set that this one is a part of. */
    public DepthDataset whole() {
        return whole;
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
    public Map<String, String> settings() {
        return whole.settings();
    }

    @Override
    public int size() {
        return indices.size();
    }

    @Override
    public DepthSample sample(int index) {
        return whole.sample(indices.get(index));
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
