package dev.marigold.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.marigold.training.MemoryDataset;
import dev.marigold.training.batch.BatchSource.SampleSettings;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
    private static final TrainingSize SQUARE = new TrainingSize(8, 8);
    private static final List<WeightedDataset> MIX = mix(List.of(new TrainingSize(16, 8), SQUARE), List.of(SQUARE));

    private static List<WeightedDataset> mix(List<TrainingSize> ofMany, List<TrainingSize> ofFew) {
        return List.of(
                new WeightedDataset(new MemoryDataset("many", 7), 0.75, ofMany),
                new WeightedDataset(new MemoryDataset("few", 3), 0.25, ofFew));
    }

    private static BatchSource source(long seed, long first, long count) {
        SampleSettings settings = new SampleSettings(
                SampleGeometry.cropped(0.6), Photometric.realWorld(), DepthNormalization.published());
        return new BatchSource(MIX, settings, 2, seed, new BatchSource.Section(first, count));
    }

    private static List<Batch> batches(long seed, long first, int count) throws IOException {
        List<Batch> batches = new ArrayList<>();
        try (BatchSource source = source(seed, first, count)) {
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
        return selections(MIX, seed, count);
    }

    private static List<MixedSampler.Selection> selections(List<WeightedDataset> mix, long seed, int count) {
        MixedSampler sampler = new MixedSampler(mix, 2, seed);
        return Stream.generate(sampler::next).limit(count).toList();
    }

    @Test
    void everyDataSetHasItsOwnSizes() {
        TrainingSize wide = new TrainingSize(1216, 352);
        TrainingSize upright = new TrainingSize(480, 640);

        List<MixedSampler.Selection> selections = selections(mix(List.of(wide), List.of(upright)), 1, 50);

        assertThat(selections)
                .allMatch(selection -> selection.size().equals(selection.dataset() == 0 ? wide : upright))
                .extracting(MixedSampler.Selection::dataset)
                .contains(0, 1);
    }

    @Test
    void noSampleOfOtherBatchesIsRead() throws IOException {
        AtomicInteger read = new AtomicInteger();
        MemoryDataset counting = new MemoryDataset("counting", 8, index -> read.incrementAndGet() > 0);
        try (BatchSource source = new BatchSource(
                List.of(new WeightedDataset(counting, 1, List.of(SQUARE))),
                new SampleSettings(SampleGeometry.whole(), Photometric.none(), DepthNormalization.published()),
                2,
                0,
                new BatchSource.Section(5, 2))) {
            source.next();
            source.next();

            assertThatThrownBy(source::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("No batch is left");
        }

        assertThat(read).hasValue(4);
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
        SampleSettings settings =
                new SampleSettings(SampleGeometry.whole(), Photometric.none(), DepthNormalization.published());

        BatchSource source = new BatchSource(
                List.of(new WeightedDataset(slow, 1, List.of(SQUARE))), settings, 1, 0, new BatchSource.Section(0, 4));
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
        assertThatThrownBy(() -> new MixedSampler(MIX, 4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set 'few' must have at least one batch of 4 samples, got 3");
    }
}
