package dev.marigold.training.batch;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.random.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Supplies batches in order, the next one being prepared while the current one is trained on. What a batch holds depends on the settings
 * and on its number, not on threads or on where the source started. Confined to one thread.
 */
public final class BatchSource implements AutoCloseable {
    private static final long SAMPLE = 4;

    private final List<WeightedDataset> datasets;
    private final MixedSampler sampler;
    private final SampleCutter cutter;
    private final long seed;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "marigold-training-data");
        thread.setDaemon(true);
        return thread;
    });
    private long left;
    private @Nullable Future<Batch> ahead;
    private boolean failed;

    /**
     * Creates a source and starts to prepare its first batch.
     *
     * @param datasets at least one, each with at least one size
     * @param settings what is done with samples
     * @param batchSize at least 1
     * @param seed decides on all draws
     * @throws IllegalArgumentException if a data set does not fill a batch, or a batch is too large for an array
     */
    public BatchSource(
            List<WeightedDataset> datasets, SampleSettings settings, int batchSize, long seed, Section wanted) {
        this.datasets = List.copyOf(datasets);
        this.sampler = new MixedSampler(datasets, batchSize, seed);
        this.cutter = new SampleCutter(settings.geometry(), settings.photometric(), settings.normalization());
        this.seed = seed;
        this.left = wanted.count();
        sampler.skip(wanted.first());
        this.ahead = prepare();
    }

    /**
     * Which batches there are. Samples of others are not read.
     *
     * @param first number of the first batch, from 0
     * @param count how many, at least 0
     */
    public record Section(long first, long count) {}

    /**
     * What is done with samples.
     *
     * @param geometry how samples become pictures of the size of the batch
     * @param photometric how pictures are altered
     * @param normalization how metres become targets
     */
    public record SampleSettings(SampleGeometry geometry, Photometric photometric, DepthNormalization normalization) {
        /** Tells whether samples come in few forms, so that what is computed from them is worth keeping. */
        public boolean isRepeatable() {
            return !geometry.crops() && photometric.isNone();
        }
    }

    /**
     * Returns the next batch.
     *
     * @throws IOException if a file is missing or cannot be read; names it
     * @throws NoSuchElementException after the last one
     */
    public Batch next() throws IOException {
        Future<Batch> prepared = ahead;
        if (prepared == null) {
            throw new NoSuchElementException("No batch is left");
        }
        try {
            Batch batch = Uninterruptibles.getUninterruptibly(prepared);
            ahead = prepare();
            return batch;
        } catch (ExecutionException e) {
            failed = true;
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Cannot prepare a batch", e.getCause());
        }
    }

    /** Returns whether a batch could not be prepared, for whatever reason. */
    public boolean hasFailed() {
        return failed;
    }

    private @Nullable Future<Batch> prepare() {
        if (left == 0) {
            return null;
        }
        left--;
        MixedSampler.Selection selection = sampler.next();
        return worker.submit(() -> load(selection));
    }

    private Batch load(MixedSampler.Selection selection) throws IOException {
        DepthDataset dataset = datasets.get(selection.dataset()).dataset();
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < selection.samples().length; i++) {
            samples.add(cutter.cut(
                    dataset.sample(selection.samples()[i]),
                    selection.size(),
                    Seeds.stream(seed, SAMPLE, selection.number(), i)));
        }
        return Batch.of(samples, selection.size());
    }

    /** Stops preparing, and returns when nothing is read any more. The data sets stay open. */
    @Override
    public void close() {
        // Not interrupted: that would close the files of data sets that go on being used.
        worker.shutdown();
        Uninterruptibles.awaitTerminationUninterruptibly(worker);
    }
}
