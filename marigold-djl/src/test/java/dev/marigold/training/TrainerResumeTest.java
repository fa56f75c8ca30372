package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.error.CancelledException;
import dev.marigold.progress.Cancellation;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupted training that is resumed ends with the weights, bit by bit, of one that was not interrupted. */
class TrainerResumeTest {
    @TempDir
    Path folder;

    private Path start;

    @BeforeEach
    void writeStart() throws IOException {
        start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
    }

    private Trainer.Builder training(Objective objective, String name) {
        return Trainer.builder(start, objective, folder.resolve(name))
                .dataset(new MemoryDataset("first", 5), 0.7)
                .dataset(new MemoryDataset("second", 4, index -> index != 2), 0.3)
                .sizes(List.of(new TrainingSize(16, 16), new TrainingSize(24, 16)))
                .geometry(SampleGeometry.cropped(0.7))
                .photometric(Photometric.realWorld())
                .batchSize(2)
                .accumulation(2)
                .updates(5)
                .optimizer(new Adam(0.9, 0.99, 1e-8, 0.01))
                .learningRate(1e-3, LearningRate.iterExponential(6, 0.1, 1))
                .largestGradientNorm(1)
                .averaging(0.9)
                .threads(1)
                .checkpoints(100, 2);
    }

    static List<Objective> objectives() {
        return List.of(
                Denoising.published(),
                new EndToEnd(StartLatent.GAUSSIAN, 0.5, 0.1, 0.3, NoiseKind.ANNEALED, AutoencoderRole.TRAINED),
                Reconstruction.usual());
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void resumedTrainingEndsWithTheSameBytes(Objective objective) throws IOException {
        Path whole = training(objective, "whole").build().run().checkpoint();
        Cancellation stop = new Cancellation();
        Trainer interrupted = training(objective, "parts")
                .cancellation(stop)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        if (progress.update() == 2) {
                            stop.cancel();
                        }
                    }
                })
                .build();
        assertThatThrownBy(interrupted::run).isInstanceOf(CancelledException.class);

        Path resumed = training(objective, "parts")
                .resume(folder.resolve("parts"))
                .build()
                .run()
                .checkpoint();

        for (String file : List.of(
                "trainer/state.safetensors",
                "unet/diffusion_pytorch_model.safetensors",
                "vae/diffusion_pytorch_model.safetensors",
                "vae/config.json")) {
            assertThat(resumed.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(losses(folder.resolve("parts"))).isEqualTo(losses(folder.resolve("whole")));
    }

    private static List<String> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve("losses.csv")).stream()
                .map(line -> line.split(",")[0] + " " + line.split(",")[1])
                .toList();
    }

    @Test
    void trainingChangesTheWeightsAndKeepsTheRest() throws IOException {
        Path checkpoint = training(Denoising.published(), "run").build().run().checkpoint();

        assertThat(Checkpoint.open(checkpoint).scheduler().flag("rescale_betas_zero_snr", false))
                .isTrue();
        assertThat(Files.mismatch(
                        start.resolve("unet/diffusion_pytorch_model.safetensors"),
                        checkpoint.resolve("unet/diffusion_pytorch_model.safetensors")))
                .isNotEqualTo(-1);
        assertThat(checkpoint.resolve("vae/diffusion_pytorch_model.safetensors"))
                .hasSameBinaryContentAs(start.resolve("vae/diffusion_pytorch_model.safetensors"));
    }

    @Test
    void otherSettingsAreNotResumed() throws IOException {
        training(Denoising.published(), "run").updates(1).build().run();
        Trainer other = training(Denoising.published(), "run")
                .seed(7)
                .resume(folder.resolve("run"))
                .build();

        assertThatThrownBy(other::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed must be that of the training to be resumed, 2024, got 7");
    }

    @Test
    void aRunThatIsThereIsNotOverwritten() throws IOException {
        training(Denoising.published(), "run").updates(1).build().run();
        Trainer again = training(Denoising.published(), "run").updates(1).build();

        assertThatThrownBy(again::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output " + folder.resolve("run")
                        + " must hold no checkpoint unless the training is resumed, got checkpoint-00000001");
    }
}
