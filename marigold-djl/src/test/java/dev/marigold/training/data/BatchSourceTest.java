package dev.marigold.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.training.MemoryDataset;
import dev.marigold.training.data.BatchSource.SampleSettings;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
    private static final List<WeightedDataset> MIX = List.of(
            new WeightedDataset(new MemoryDataset("many", 7), 0.75),
            new WeightedDataset(new MemoryDataset("few", 3), 0.25));

    private static BatchSource source(long seed, long first) {
        SampleSettings settings = new SampleSettings(
                List.of(new TrainingSize(16, 8), new TrainingSize(8, 8)),
                SampleGeometry.cropped(0.6),
                Photometric.realWorld(),
                DepthNormalization.published());
        return new BatchSource(MIX, settings, 2, seed, first);
    }

    private static List<Batch> batches(long seed, long first, int count) throws IOException {
        List<Batch> batches = new ArrayList<>();
        try (BatchSource source = source(seed, first)) {
            for (int i = 0; i < count; i++) {
                batches.add(source.next());
            }
        }
        return batches;
    }

    @Test
    void batchesAreAFunctionOfTheirNumber() throws IOException {
        assertThat(batches(3, 4, 6)).isEqualTo(batches(3, 0, 10).subList(4, 10));
    }

    @Test
    void anotherSeedGivesOtherBatches() throws IOException {
        assertThat(batches(3, 0, 2)).isNotEqualTo(batches(4, 0, 2));
    }

    @Test
    void dataSetsComeAsOftenAsTheirWeight() throws IOException {
        long fromMany = batches(1, 0, 200).stream()
                .filter(batch -> batch.keys().get(0).startsWith("many"))
                .count();

        assertThat(fromMany).isBetween(135L, 165L);
    }

    @Test
    void everySampleComesOnceBeforeAnyComesAgain() throws IOException {
        List<String> ids = batches(5, 0, 30).stream()
                .flatMap(batch -> batch.keys().stream())
                .filter(key -> key.startsWith("many"))
                .map(key -> key.split(" ")[1])
                .limit(6)
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void valuesAreInTheirRange() throws IOException {
        for (Batch batch : batches(2, 0, 5)) {
            for (float value : batch.pictures().toArray()) {
                assertThat(value).isBetween(-1f, 1f);
            }
            for (float value : batch.depths().toArray()) {
                assertThat(value).isBetween(-1f, 1f);
            }
        }
    }

    @Test
    void aDataSetSmallerThanABatchIsRefused() {
        assertThatThrownBy(() -> new MixedSampler(MIX, List.of(new TrainingSize(8, 8)), 4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set 'few' must have at least one batch of 4 samples, got 3");
    }
}
