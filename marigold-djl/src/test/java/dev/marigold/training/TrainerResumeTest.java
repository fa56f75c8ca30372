package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.dataset.DatasetSubset;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.error.CancelledException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.progress.Cancellation;
import dev.marigold.training.data.ArrayDataset;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                EndToEnd.builder()
                        .start(StartLatent.GAUSSIAN)
                        .relativeWeight(0.5)
                        .gradientWeight(0.1)
                        .denoisingWeight(0.3)
                        .noise(NoiseKind.ANNEALED)
                        .autoencoder(AutoencoderRole.TRAINED)
                        .build(),
                EndToEnd.builder().relativeWeight(1).gradientWeight(0.2).build(),
                Reconstruction.usual());
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void resumedTrainingEndsWithTheSameBytes(Objective objective) throws IOException {
        Path whole = training(objective, "whole").build().run().checkpoint();

        Path resumed = Interruption.resumedAfter(2, () -> training(objective, "parts"), folder.resolve("parts"));

        Interruption.assertSame(resumed, whole);
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

    static List<Arguments> otherSettings() {
        return List.of(
                other("seed must be that of the training to be resumed, 2024, got 7", run -> run.seed(7)),
                other("batchSize must be .*, 2, got 1", run -> run.batchSize(1)),
                other("sizes of dataset\\.0 must be .*", run -> run.sizes(List.of(new TrainingSize(16, 16)))),
                other("geometry must be .*", run -> run.geometry(SampleGeometry.whole())),
                other("photometric must be .*", run -> run.photometric(Photometric.none())),
                other("averaging must be .*", run -> run.averaging(0.5)),
                other("largestGradientNorm must be .*, got 0\\.5", run -> run.largestGradientNorm(0.5)),
                other("learningRate must be .*", run -> run.learningRate(1e-4, LearningRate.constant())),
                other(
                        "dataset\\.2 must be .*, nothing, got 4 samples.*",
                        run -> run.dataset(new MemoryDataset("third", 4), 1)));
    }

    private static Arguments other(String message, UnaryOperator<Trainer.Builder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource("otherSettings")
    void otherSettingsAreNotResumed(String message, UnaryOperator<Trainer.Builder> change) throws IOException {
        training(Denoising.published(), "run").updates(1).build().run();
        Trainer other = change.apply(training(Denoising.published(), "run"))
                .resume(folder.resolve("run"))
                .build();

        assertThatThrownBy(other::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(message);
    }

    @Test
    void whatWasEncodedByBatchIsNotResumedOneByOne() throws IOException {
        small("run").dataset(new MemoryDataset("data", 4), 1).build().run();

        assertThatThrownBy(small("run")
                        .dataset(new MemoryDataset("data", 4), 1)
                        .latentCache(folder.resolve("latents"))
                        .resume(folder.resolve("run"))
                        .build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latents must be that of the training to be resumed, encoded by batch, got encoded one by"
                        + " one, for the cache");
    }

    @Test
    void theSameDataUnderAnotherNameAreResumed() throws IOException {
        MemoryDataset data = new MemoryDataset("data", 6);
        small("run").dataset(data, 1).updates(1).build().run();

        assertThat(small("run")
                        .dataset(data.renamed("moved"), 1)
                        .updates(2)
                        .resume(folder.resolve("run"))
                        .build()
                        .run()
                        .updates())
                .isEqualTo(2);
    }

    @Test
    void fewerDataSetsAndOtherSamplesAreNotResumed() throws IOException {
        MemoryDataset data = new MemoryDataset("data", 6);
        small("run")
                .dataset(DatasetSubset.range(data, 0, 3), 1)
                .dataset(data, 1)
                .build()
                .run();

        assertThatThrownBy(small("run")
                        .dataset(DatasetSubset.range(data, 0, 3), 1)
                        .resume(folder.resolve("run"))
                        .build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("dataset\\.1 must be .*, got nothing");
        assertThatThrownBy(small("run")
                        .dataset(DatasetSubset.range(data, 3, 6), 1)
                        .dataset(data, 1)
                        .resume(folder.resolve("run"))
                        .build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dataset.0 must be");
    }

    @Test
    void otherFrozenNetworksAreNotResumed() throws IOException {
        small("run").dataset(new MemoryDataset("data", 6), 1).build().run();
        Path other = folder.resolve("other");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 2).write(other);

        assertThatThrownBy(Trainer.builder(other, Denoising.published(), folder.resolve("run"))
                        .sizes(List.of(new TrainingSize(16, 16)))
                        .batchSize(1)
                        .accumulation(1)
                        .dataset(new MemoryDataset("data", 6), 1)
                        .resume(folder.resolve("run"))
                        .build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("frozen networks must be that of the training to be resumed");
    }

    @Test
    void anAutoencoderIsNotResumedBesideOtherNetworks() throws IOException {
        Trainer.Builder alone = Trainer.builder(start, Reconstruction.usual(), folder.resolve("run"));
        tiny(alone).build().run();
        Path other = folder.resolve("other");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 2).write(other);

        assertThatThrownBy(tiny(Trainer.builder(other, Reconstruction.usual(), folder.resolve("run")))
                        .resume(folder.resolve("run"))
                        .build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("frozen networks must be that of the training to be resumed");
    }

    private static Trainer.Builder tiny(Trainer.Builder training) {
        return training.dataset(new MemoryDataset("data", 6), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .updates(1);
    }

    @Test
    void otherScenesAreNotResumed() throws IOException {
        Path scenes = Files.createDirectory(folder.resolve("scenes"));
        ArrayFiles.writePictures(scenes, 3, 16, 16);
        ArrayFiles.writeDepths(scenes, 1, 3, 16, 16);
        small("run").dataset(ArrayDataset.open(scenes), 1).build().run();
        ArrayFiles.writeDepths(scenes, 2, 3, 16, 16);

        assertThatResumingIsRefused(ArrayDataset.open(scenes))
                .hasMessageMatching("dataset\\.0 must be that of the training to be resumed, .*digest=.*, got .*");
    }

    @Test
    void anotherRangeOfDepthsIsNotResumed() throws IOException {
        MemoryDataset data = new MemoryDataset("data", 6);
        small("run").dataset(data, 1).build().run();

        assertThatResumingIsRefused(data.within(new DepthRange(0, 9)))
                .hasMessageMatching("dataset\\.0 must be that of the training to be resumed, .*100.*, got .*9.*");
    }

    @Test
    void anotherTextEncoderIsNotResumed() throws IOException {
        MemoryDataset data = new MemoryDataset("data", 6);
        small("run").dataset(data, 1).build().run();
        Path config = start.resolve("text_encoder/config.json");
        String before = Files.readString(config);
        String after = before.replaceFirst("\"hidden_act\"\\s*:\\s*\"[a-z_]+\"", "\"hidden_act\" : \"quick_gelu\"");
        assertThat(after).isNotEqualTo(before);
        Files.delete(config);
        Files.writeString(config, after);

        assertThatResumingIsRefused(data)
                .hasMessageStartingWith("frozen networks must be that of the training to be resumed, ");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatResumingIsRefused(DepthDataset data) {
        Trainer resuming = small("run")
                .dataset(data, 1)
                .updates(2)
                .resume(folder.resolve("run"))
                .build();
        return assertThatThrownBy(resuming::run).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValidationThatIsOwedIsMadeUpForInAnotherFolder() throws IOException {
        MemoryDataset data = new MemoryDataset("data", 6);
        small("run").dataset(data, 1).build().run();
        Path elsewhere = folder.resolve("elsewhere");

        small("elsewhere")
                .dataset(data, 1)
                .validation(Validation.builder(new MemoryDataset("held-out", 1))
                        .steps(1)
                        .processingResolution(16)
                        .build())
                .resume(folder.resolve("run"))
                .build()
                .run();

        assertThat(Files.readAllLines(elsewhere.resolve("validation.csv"))).hasSize(2);
    }

    @Test
    void theOrderOfASchedulersKeysDoesNotMatter() throws IOException {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("prediction_type", "v_prediction");
        keys.put("rescale_betas_zero_snr", true);
        keys.put("clip_sample", false);
        Map<String, Object> otherOrder = new LinkedHashMap<>();
        otherOrder.put("clip_sample", false);
        otherOrder.put("rescale_betas_zero_snr", true);
        otherOrder.put("prediction_type", "v_prediction");
        MemoryDataset data = new MemoryDataset("data", 6);
        small("run")
                .dataset(data, 1)
                .scheduler(SchedulerConfig.of("DDIMScheduler", keys))
                .build()
                .run();

        TrainingResult resumed = small("run")
                .dataset(data, 1)
                .scheduler(SchedulerConfig.of("DDIMScheduler", otherOrder))
                .updates(2)
                .resume(folder.resolve("run"))
                .build()
                .run();

        assertThat(resumed.updates()).isEqualTo(2);
    }

    private Trainer.Builder small(String run) {
        return Trainer.builder(start, Denoising.published(), folder.resolve(run))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .updates(1);
    }

    @Test
    void aStateWithoutNumbersIsRefused() throws IOException {
        Path run = folder.resolve("run");
        small("run").dataset(new MemoryDataset("data", 6), 1).build().run();
        Path state = run.resolve("checkpoint-00000001/trainer/state.json");
        Files.writeString(state, Files.readString(state).replace("\"updates\"", "\"upgrades\""));

        assertThatThrownBy(small("run")
                        .dataset(new MemoryDataset("data", 6), 1)
                        .resume(run)
                        .build()::run)
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(state + " must have a number 'updates', got ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "update 1", "update 2", "checkpoint-00000002"})
    void anInterruptionAtAnyMomentLeavesACheckpoint(String moment) throws IOException {
        Thread caller = Thread.currentThread();
        Trainer interrupted = training(Denoising.published(), "run")
                .updates(1_000)
                .checkpoints(1, 2)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        if (moment.equals("update " + progress.update())) {
                            caller.interrupt();
                        }
                    }

                    @Override
                    public void saved(Path checkpoint) {
                        if (checkpoint.endsWith(moment)) {
                            caller.interrupt();
                        }
                    }
                })
                .build();
        if (moment.equals("before")) {
            caller.interrupt();
        }

        assertThatThrownBy(interrupted::run)
                .isInstanceOf(CancelledException.class)
                .hasMessageMatching("The training was stopped after update \\d+; its checkpoint is .*checkpoint-\\d+");
        assertThat(Thread.interrupted()).isTrue();
        Path checkpoint = Trainer.newestCheckpoint(folder.resolve("run")).orElseThrow();
        assertThat(Checkpoint.open(checkpoint).targets()).isEqualTo(1);
    }

    @Test
    void aValidationThatWasStoppedIsMadeUpFor() throws IOException {
        Cancellation stop = new Cancellation();
        List<Long> validated = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void saved(Path checkpoint) {
                stop.cancel();
            }

            @Override
            public void validated(ValidationResult result) {
                validated.add(result.update());
            }
        };
        Validation validation = Validation.builder(new MemoryDataset("data", 2))
                .every(2)
                .processingResolution(16)
                .previews(0)
                .build();

        assertThatThrownBy(training(Denoising.published(), "run")
                        .validation(validation)
                        .cancellation(stop)
                        .listener(listener)
                        .build()::run)
                .isInstanceOf(CancelledException.class)
                .hasMessageStartingWith("The training was stopped after update 2;");
        assertThat(validated).isEmpty();
        training(Denoising.published(), "run")
                .validation(validation)
                .listener(listener)
                .resume(folder.resolve("run"))
                .build()
                .run();

        assertThat(validated).containsExactly(2L, 4L, 5L);
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
