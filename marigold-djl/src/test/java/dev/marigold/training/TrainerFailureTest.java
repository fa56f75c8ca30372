package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerFailureTest {
    @TempDir
    Path folder;

    private Path start;

    @BeforeEach
    void writeStart() throws IOException {
        start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
    }

    private Trainer.Builder training() {
        return Trainer.builder(start, Denoising.published(), folder.resolve("run"))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1);
    }

    @Test
    void aLossThatIsNoNumberStopsTheTrainingAndKeepsTheLastCheckpoint() throws IOException {
        Trainer trainer = training()
                .dataset(new MemoryDataset("data", 4), 1)
                .updates(20)
                .learningRate(1e30, LearningRate.constant())
                .checkpoints(1, 2)
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching("The loss of update \\d+ must be finite, got (NaN|Infinity)");
        assertThat(Checkpoint.open(folder.resolve("run/checkpoint-00000001")).targets())
                .isEqualTo(1);
    }

    @Test
    void samplesWithoutDepthTeachNothing() throws IOException {
        List<Double> losses = new ArrayList<>();
        Path checkpoint = training()
                .dataset(new MemoryDataset("blind", 4, index -> false), 1)
                .updates(3)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        losses.add(progress.loss());
                    }
                })
                .build()
                .run()
                .checkpoint();

        assertThat(losses).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(Checkpoint.open(checkpoint)
                        .unetWeights()
                        .get("conv_in.weight")
                        .readFloats())
                .containsExactly(Checkpoint.open(start)
                        .unetWeights()
                        .get("conv_in.weight")
                        .readFloats());
    }

    @Test
    void sizesMustFitTheAutoencoder() {
        Trainer trainer = training()
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(20, 16)))
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sizes must be multiples of the autoencoder's factor 8, got 20x16");
    }

    @Test
    void latentsOfAlteredPicturesAreNotCached() {
        assertThatThrownBy(() -> training()
                        .dataset(new MemoryDataset("data", 4), 1)
                        .photometric(Photometric.realWorld())
                        .latentCache(folder.resolve("cache"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "latentCache must be left out where samples are cropped or altered: no latent would come twice");
    }

    @Test
    void cachedLatentsTrainTheSameWeights() throws IOException {
        Trainer.Builder without =
                training().dataset(new MemoryDataset("data", 2), 1).updates(6);
        Path plain = without.build().run().checkpoint();

        Path cached = Trainer.builder(start, Denoising.published(), folder.resolve("cached"))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1)
                .dataset(new MemoryDataset("data", 2), 1)
                .updates(6)
                .latentCache(folder.resolve("cache"))
                .build()
                .run()
                .checkpoint();

        assertThat(folder.resolve("cache")).isNotEmptyDirectory();
        assertThat(cached.resolve("unet/diffusion_pytorch_model.safetensors"))
                .hasSameBinaryContentAs(plain.resolve("unet/diffusion_pytorch_model.safetensors"));
    }
}
