package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings end with the same bytes after an interruption, also on several threads, in half precision, and whatever the network says. */
class ExactResumeTest {
    @TempDir
    Path folder;

    private Path start;

    @BeforeEach
    void writeStart() throws IOException {
        start = folder.resolve("start");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(start);
    }

    private Trainer.Builder training(Objective objective, String run) {
        return Trainer.builder(start, objective, folder.resolve(run))
                .dataset(new MemoryDataset("data", 5), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(2)
                .accumulation(1)
                .learningRate(1e-3, LearningRate.constant())
                .threads(1);
    }

    /** On two threads, in bfloat16, with weights written in half precision, validation and a latent cache. */
    private Trainer.Builder everything(String run) {
        return training(Denoising.published(), run)
                .threads(2)
                .precision("bf16")
                .weightType(DType.F16)
                .validation(Validation.builder(new MemoryDataset("held-out", 1))
                        .every(2)
                        .steps(1)
                        .processingResolution(16)
                        .previews(1)
                        .build())
                .latentCache(folder.resolve(run + "-latents"))
                .averaging(0.9)
                .updates(4);
    }

    @Test
    void threadsPrecisionValidationAndCachesLeaveItExact() throws IOException {
        Path whole = everything("whole").build().run().checkpoint();

        Path resumed = Interruption.resumedAfter(3, () -> everything("parts"), folder.resolve("parts"));

        Interruption.assertSame(resumed, whole);
        assertThat(resumed.resolveSibling("validation.csv"))
                .hasSameBinaryContentAs(whole.resolveSibling("validation.csv"));
        assertThat(folder.resolve("parts-latents")).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheNetworkSaysIsTrained(PredictionType type) throws IOException {
        Path whole = saying(type, "whole").build().run().checkpoint();

        Path resumed = Interruption.resumedAfter(1, () -> saying(type, "parts"), folder.resolve("parts"));

        Interruption.assertSame(resumed, whole);
        assertThat(resumed.resolve("scheduler/scheduler_config.json")).content().contains(name(type));
        assertThat(Files.mismatch(
                        resumed.resolve("unet/diffusion_pytorch_model.safetensors"),
                        start.resolve("unet/diffusion_pytorch_model.safetensors")))
                .isNotEqualTo(-1);
    }

    /** Two updates by a one-step prediction and by the published loss together, with some signal left at the end. */
    private Trainer.Builder saying(PredictionType type, String run) {
        SchedulerConfig scheduler = SchedulerConfig.of(
                "DDIMScheduler",
                Map.of(
                        "beta_schedule",
                        "scaled_linear",
                        "beta_start",
                        0.00085,
                        "beta_end",
                        0.012,
                        "prediction_type",
                        name(type),
                        "clip_sample",
                        false,
                        "timestep_spacing",
                        "trailing"));
        Objective both = EndToEnd.builder()
                .start(StartLatent.GAUSSIAN)
                .denoisingWeight(0.5)
                .build();
        return training(both, run).scheduler(scheduler).updates(2);
    }

    private static String name(PredictionType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
