package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.image.ResampleMode;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.batch.BatchSource;
import dev.marigold.training.batch.WeightedDataset;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.objective.Reconstruction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factor that a trained autoencoder gets. */
class ScalingFactorTest {
    private static final SampleGeometry ALWAYS_THE_SAME = new SampleGeometry(0, 1, ResampleMode.BILINEAR);
    private static final List<TrainingSize> SIZES = List.of(new TrainingSize(16, 16));
    private static final int SAMPLES = 32;

    // Sums of a few thousand latents in single precision.
    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    private final AtomicInteger reads = new AtomicInteger();

    private final MemoryDataset dataset = new MemoryDataset("counting", SAMPLES, index -> reads.incrementAndGet() > 0);

    @BeforeEach
    void writeStart() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(folder.resolve("start"));
    }

    private Checkpoint trained(int batchSize) throws IOException {
        return Checkpoint.open(Trainer.builder(folder.resolve("start"), Reconstruction.usual(), folder.resolve("run"))
                .dataset(dataset, 1)
                .sizes(SIZES)
                .geometry(ALWAYS_THE_SAME)
                .batchSize(batchSize)
                .accumulation(1)
                .updates(1)
                .threads(1)
                .build()
                .run()
                .checkpoint());
    }

    @Test
    void itIsMeasuredInWholeBatches() throws IOException {
        trained(5);

        assertThat(reads).hasValue(5 + 6 * 5);
    }

    @Test
    void aLargerBatchIsOneMeasurement() throws IOException {
        trained(SAMPLES);

        assertThat(reads).hasValue(2 * SAMPLES);
    }

    @Test
    void scaledLatentsHaveADeviationOfOne() throws IOException {
        Checkpoint checkpoint = trained(4);

        double[] latents = latents(checkpoint);

        double mean = DoubleStream.of(latents).average().orElseThrow();
        double variance = DoubleStream.of(latents)
                        .map(latent -> (latent - mean) * (latent - mean))
                        .sum()
                / (latents.length - 1);
        assertThat(Math.sqrt(variance) * checkpoint.autoencoder().scalingFactor())
                .isCloseTo(1, within(TOLERANCE));
    }

    /** Returns the latents of all pictures and depths, as the encoder gives them. */
    private double[] latents(Checkpoint checkpoint) throws IOException {
        DoubleStream.Builder latents = DoubleStream.builder();
        try (BatchSource batches = new BatchSource(
                        List.of(new WeightedDataset(dataset, 1, SIZES)),
                        new BatchSource.SampleSettings(
                                ALWAYS_THE_SAME, Photometric.none(), DepthNormalization.published()),
                        1,
                        0,
                        new BatchSource.Section(0, SAMPLES));
                DiffusionBackend backend = new DjlBackendProvider()
                        .open(checkpoint, BackendOptions.builder().build())) {
            for (int i = 0; i < SAMPLES; i++) {
                Batch batch = batches.next();
                for (FloatTensor pictures : List.of(batch.pictures(), batch.depthPictures())) {
                    for (float latent : backend.encode(pictures).toArray()) {
                        latents.add(latent);
                    }
                }
            }
        }
        return latents.build().toArray();
    }
}
