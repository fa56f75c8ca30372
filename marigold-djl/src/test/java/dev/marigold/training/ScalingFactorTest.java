package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.error.TrainingDivergedException;
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
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    @Test
    void latentsThatAreAllTheSameEndTheTraining() throws IOException {
        silenceTheEncoder();
        Trainer trainer = Trainer.builder(folder.resolve("start"), Reconstruction.usual(), folder.resolve("run"))
                .dataset(dataset, 1)
                .sizes(SIZES)
                .batchSize(4)
                .accumulation(1)
                .learningRate(1, LearningRate.iterExponential(2, 1, 1))
                .updates(1)
                .threads(1)
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage(
                        "The standard deviation of the trained autoencoder's latents must be finite and > 0, got 0.0");
        assertThat(folder.resolve("run").toFile().list()).noneMatch(name -> name.contains("checkpoint"));
    }

    /** Makes all latents zero; the first update of the training does not change that. */
    private void silenceTheEncoder() throws IOException {
        Path file = folder.resolve("start/vae/diffusion_pytorch_model.safetensors");
        Weights weights = SafetensorsFile.open(file).weights();
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : weights.names()) {
            Weight weight = weights.get(name);
            if (name.startsWith("quant_conv.")) {
                float[] zeros = new float[Math.toIntExact(weight.shape().elementCount())];
                writer.floats(name, FloatTensor.wrap(weight.shape(), zeros));
            } else {
                writer.copy(name, weight);
            }
        }
        Path silent = file.resolveSibling("silent.safetensors");
        writer.write(silent);
        Files.move(silent, file, StandardCopyOption.REPLACE_EXISTING);
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
