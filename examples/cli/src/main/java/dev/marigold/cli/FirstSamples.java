package dev.marigold.cli;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import java.io.IOException;
import java.util.Objects;

/**
 * The beginning of a data set.
 *
 * @param whole owned
 * @param limit how many samples there are at most, at least 1
 */
record FirstSamples(DepthDataset whole, int limit) implements DepthDataset {
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
        return Math.min(limit, whole.size());
    }

    @Override
    public DepthSample sample(int index) {
        return whole.sample(Objects.checkIndex(index, size()));
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
