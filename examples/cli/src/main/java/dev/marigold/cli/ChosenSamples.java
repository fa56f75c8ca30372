package dev.marigold.cli;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Some samples of a data set, in its order. Borrows the data set. */
final class ChosenSamples implements DepthDataset {
    private final DepthDataset whole;
    private final List<DepthSample> samples;

    ChosenSamples(DepthDataset whole, Set<String> ids) {
        this.whole = whole;
        samples = IntStream.range(0, whole.size())
                .mapToObj(whole::sample)
                .filter(sample -> ids.contains(sample.id()))
                .toList();
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
        return samples.size();
    }

    @Override
    public DepthSample sample(int index) {
        return samples.get(index);
    }

    @Override
    public void close() {}
}
