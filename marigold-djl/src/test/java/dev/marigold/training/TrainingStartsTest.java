package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.TextToImageCheckpoint;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.checkpoint.random.Architecture;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.checkpoint.random.UntrainedCheckpoint;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.schedulers.DdimSchedulerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an image generator or from nothing, a training ends with a checkpoint that predicts depth. */
class TrainingStartsTest {
    private static final AutoencoderTinyConfig TINY = new AutoencoderTinyConfig(
            3,
            3,
            4,
            List.of(8, 8, 8, 8),
            List.of(8, 8, 8, 8),
            List.of(1, 1, 1, 1),
            List.of(1, 1, 1, 1),
            Activation.RELU,
            1);
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    @TempDir
    Path folder;

    private Path plain;

    @BeforeEach
    void writePlain() throws IOException {
        plain = folder.resolve("plain");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(plain);
    }

    private Trainer.Builder training(Path start, Objective objective, String run) {
        return Trainer.builder(start, objective, folder.resolve(run))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(2)
                .accumulation(1)
                .updates(2)
                .learningRate(1e-3, LearningRate.constant())
                .threads(1);
    }

    @Test
    void anImageGeneratorLearnsDepth() throws IOException {
        Path start = folder.resolve("start");
        TextToImageCheckpoint.of(generator()).writeForDepth(start);

        Path checkpoint =
                training(start, Denoising.published(), "run").build().run().checkpoint();

        Weight before = Checkpoint.open(start).unetWeights().get("conv_in.weight");
        Weight after = Checkpoint.open(checkpoint).unetWeights().get("conv_in.weight");
        assertThat(after.shape()).isEqualTo(before.shape());
        assertThat(after.readFloats()).isNotEqualTo(before.readFloats());
        assertPredicts(checkpoint);
    }

    /** Returns a checkpoint whose network sees one latent. */
    private Path generator() throws IOException {
        Path generator = folder.resolve("generator");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 2).write(generator);
        Path config = generator.resolve("unet/config.json");
        Files.writeString(config, Files.readString(config).replace("\"in_channels\" : 8", "\"in_channels\" : 4"));
        Path index = generator.resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace("MarigoldDepthPipeline", "StableDiffusionPipeline"));
        Path file = generator.resolve("unet").resolve(WEIGHTS);
        Weights weights = SafetensorsFile.open(file).weights();
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : weights.names()) {
            Weight weight = weights.get(name);
            if (name.equals("conv_in.weight")) {
                float[] half =
                        Arrays.copyOf(weight.readFloats(), (int) weight.shape().elementCount() / 2);
                writer.floats(name, FloatTensor.wrap(weight.shape().with(1, 4), half));
            } else {
                writer.copy(name, weight);
            }
        }
        Path halved = generator.resolve("unet/halved.safetensors");
        writer.write(halved);
        Files.move(halved, file, StandardCopyOption.REPLACE_EXISTING);
        return generator;
    }

    private Path untrained(AutoencoderConfig autoencoder) throws IOException {
        Checkpoint kl = Checkpoint.open(plain);
        Path start = folder.resolve("untrained");
        UntrainedCheckpoint.of(new Architecture(kl.unet(), autoencoder, kl.textEncoder(), 16), 3)
                .write(start);
        return start;
    }

    static List<Objective> objectives() {
        return List.of(
                Denoising.published(),
                EndToEnd.published(),
                EndToEnd.builder()
                        .start(StartLatent.GAUSSIAN)
                        .denoisingWeight(0.3)
                        .autoencoder(AutoencoderRole.TRAINED)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void anUntrainedNetworkLearnsWithAnAutoencoderTiny(Objective objective) throws IOException {
        Path start = untrained(TINY);

        Path checkpoint = training(start, objective, "run").build().run().checkpoint();

        assertThat(Checkpoint.open(checkpoint).autoencoder()).isEqualTo(TINY);
        assertThat(Files.mismatch(
                        start.resolve("unet").resolve(WEIGHTS),
                        checkpoint.resolve("unet").resolve(WEIGHTS)))
                .isNotEqualTo(-1);
        assertPredicts(checkpoint);
    }

    @Test
    void anAutoencoderTinyLearnsToReconstructAndIsResumed() throws IOException {
        Path start = untrained(TINY);
        Path whole = training(start, Reconstruction.usual(), "whole")
                .updates(3)
                .build()
                .run()
                .checkpoint();

        Path resumed = Interruption.resumedAfter(
                1, () -> training(start, Reconstruction.usual(), "parts").updates(3), folder.resolve("parts"));

        Interruption.assertSame(resumed, whole);
        assertThat(Files.mismatch(
                        start.resolve("vae").resolve(WEIGHTS),
                        whole.resolve("vae").resolve(WEIGHTS)))
                .isNotEqualTo(-1);
        assertThat(Checkpoint.open(whole).autoencoder().scalingFactor()).isNotEqualTo(1);
        assertPredicts(whole);
    }

    @ParameterizedTest
    @ValueSource(classes = {AutoencoderKlConfig.class, AutoencoderTinyConfig.class})
    void anAutoencoderReconstructsTheBetterTheLongerItLearns(Class<? extends AutoencoderConfig> kind)
            throws IOException {
        List<Double> errors = new ArrayList<>();
        Path start = kind == AutoencoderKlConfig.class
                ? untrained(Checkpoint.open(plain).autoencoder())
                : untrained(TINY);

        Path checkpoint = training(start, Reconstruction.usual(), "run")
                .batchSize(4)
                .updates(30)
                .learningRate(3e-3, LearningRate.constant())
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        errors.add(progress.parts().get("l1"));
                    }
                })
                .build()
                .run()
                .checkpoint();

        assertThat(Checkpoint.open(checkpoint).autoencoder()).isInstanceOf(kind);
        assertThat(errors).hasSize(30).last(DOUBLE).isLessThan(0.8 * errors.get(0));
    }

    private static void assertPredicts(Path checkpoint) throws IOException {
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(checkpoint)
                .backend(new DjlBackendProvider())
                .scheduler(new DdimSchedulerProvider())
                .threads(1)
                .steps(1)
                .ensembleSize(1)
                .processingResolution(16)
                .build()) {
            FloatTensor depth = estimator
                    .estimate(new MemoryDataset("data", 1).sample(0).image())
                    .depth();

            assertThat(depth.shape()).isEqualTo(Shape.of(20, 24));
            assertThat(depth.isFinite()).isTrue();
        }
    }
}
