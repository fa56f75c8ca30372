package dev.marigold.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.marigold.training.MemoryDataset;
import dev.marigold.training.data.BatchSource.SampleSettings;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    void dataSetsComeAsOftenAsTheirWeight() {
        long fromMany = selections(1, 200).stream()
                .filter(selection -> selection.dataset() == 0)
                .count();

        assertThat(fromMany).isBetween(135L, 165L);
    }

    @Test
    void everySampleComesOnceBeforeAnyComesAgain() {
        List<Integer> indices = selections(5, 30).stream()
                .filter(selection -> selection.dataset() == 0)
                .flatMapToInt(selection -> Arrays.stream(selection.samples()))
                .limit(6)
                .boxed()
                .toList();

        assertThat(indices).doesNotHaveDuplicates();
    }

    private static List<MixedSampler.Selection> selections(long seed, int count) {
        MixedSampler sampler = new MixedSampler(MIX, List.of(new TrainingSize(8, 8)), 2, seed);
        return Stream.generate(sampler::next).limit(count).toList();
    }

    @Test
    void closingWaitsForWhatIsBeingRead() throws IOException {
        AtomicInteger reading = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        MemoryDataset slow = new MemoryDataset("slow", 4, index -> {
            reading.incrementAndGet();
            started.countDown();
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(200));
            reading.decrementAndGet();
            return true;
        });
        SampleSettings settings = new SampleSettings(
                List.of(new TrainingSize(8, 8)),
                SampleGeometry.whole(),
                Photometric.none(),
                DepthNormalization.published());

        BatchSource source = new BatchSource(List.of(new WeightedDataset(slow, 1)), settings, 1, 0, 0);
        Uninterruptibles.awaitUninterruptibly(started);
        source.close();

        assertThat(reading).hasValue(0);
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
