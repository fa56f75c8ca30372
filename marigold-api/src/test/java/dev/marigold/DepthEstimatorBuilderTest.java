package dev.marigold;

import static dev.marigold.EstimatorFixture.backend;
import static dev.marigold.EstimatorFixture.onFakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.error.MarigoldException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import dev.marigold.testing.FakeEnsemblerProvider;
import dev.marigold.testing.FakeSchedulerProvider;
import dev.marigold.testing.Pictures;
import dev.marigold.testing.PluginLoader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DepthEstimatorBuilderTest {
    @ParameterizedTest
    @MethodSource("badValues")
    void aSetterRefusesABadValueAtOnce(UnaryOperator<DepthEstimator.Builder> setter, String message) {
        DepthEstimator.Builder builder = DepthEstimator.builder();

        assertThatThrownBy(() -> setter.apply(builder))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad(b -> b.steps(0), "steps must be in [1, 1000], got 0"),
                bad(b -> b.steps(1001), "steps must be in [1, 1000], got 1001"),
                bad(b -> b.ensembleSize(0), "ensembleSize must be in [1, 64], got 0"),
                bad(b -> b.ensembleSize(65), "ensembleSize must be in [1, 64], got 65"),
                bad(b -> b.batchSize(0), "batchSize must be in [1, 64], got 0"),
                bad(b -> b.batchSize(65), "batchSize must be in [1, 64], got 65"),
                bad(b -> b.processingResolution(-1), "processingResolution must be in [0, 16384], got -1"),
                bad(b -> b.processingResolution(16385), "processingResolution must be in [0, 16384], got 16385"),
                bad(b -> b.threads(-1), "threads must be in [0, 1024], got -1"),
                bad(b -> b.backend("ONNX"), "backend must match [a-z][a-z0-9-]*, got 'ONNX'"),
                bad(b -> b.scheduler("DDIMScheduler"), "scheduler must match [a-z][a-z0-9-]*, got 'DDIMScheduler'"),
                bad(b -> b.ensembler(""), "ensembler must match [a-z][a-z0-9-]*, got ''"),
                bad(
                        b -> b.backend(new FakeBackendProvider("my backend", c -> backend())),
                        "id of dev.marigold.testing.FakeBackendProvider must match [a-z][a-z0-9-]*, got 'my backend'"),
                bad(
                        b -> b.schedulerOption("steps_offset", new Object()),
                        "schedulerOption 'steps_offset' must be a Boolean, Number, String or List, got java.lang.Object"),
                bad(
                        b -> b.schedulerOption("trained_betas", Arrays.asList(0.5, null)),
                        "schedulerOption 'trained_betas' must be a List without null, got [0.5, null]"));
    }

    private static Arguments bad(UnaryOperator<DepthEstimator.Builder> setter, String message) {
        return Arguments.of(Named.of(message, setter), message);
    }

    @Test
    void setterArgumentsMustNotBeNull() {
        assertThatThrownBy(() -> DepthEstimator.builder().checkpoint((Path) null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("directory");
    }

    @Test
    void theResolutionNeedNotBeAMultipleOfTheDownscaling() throws IOException {
        try (DepthEstimator estimator =
                onFakes(backend()).processingResolution(60).build()) {
            DepthPrediction prediction = estimator.estimate(Pictures.slopes(90, 70));

            assertThat(prediction.depth().shape()).isEqualTo(Shape.of(70, 90));
        }
    }

    @Test
    void aVariantIsRefusedForAnOpenCheckpoint() {
        assertBuildFails(
                onFakes(backend()).variant(WeightVariant.FP16)::build,
                "variant FP16 has no effect on a checkpoint that is open already; give it to Checkpoint.open");
    }

    @Test
    void stepsThatTheSchedulerRefusesAreRefused() {
        assertBuildFails(onFakes(backend()).steps(101)::build, "steps must be in [1, 100], got 101");
    }

    @ParameterizedTest
    @CsvSource({"1000, 899, true", "1000, 900, false", "2000, 1700, true", "2000, 1800, false", "100, 95, false"})
    void aWalkThatStartsFarFromPureNoiseStartsLate(int trainingTimesteps, int first, boolean late) {
        assertThat(SchedulerAssembly.startsLate(first, trainingTimesteps)).isEqualTo(late);
    }

    @Test
    void stepsMustBeSetWhereTheCheckpointNamesNone(@TempDir Path folder) {
        Path checkpoint = Checkpoints.copyOf(
                "depth-v1-1", folder, "model_index.json", List.of("\"default_denoising_steps\": 4,", ""));

        assertBuildFails(
                onFakes(backend()).checkpoint(checkpoint)::build,
                "steps must be set: checkpoint " + checkpoint + " names no default");
    }

    @Test
    void theResolutionMustBeSetWhereTheCheckpointNamesNone(@TempDir Path folder) {
        Path checkpoint = Checkpoints.copyOf(
                "depth-v1-1", folder, "model_index.json", List.of("\"default_processing_resolution\": 64,", ""));

        assertBuildFails(
                onFakes(backend()).checkpoint(checkpoint)::build,
                "processingResolution must be set: checkpoint " + checkpoint + " names no default");
    }

    private static void assertBuildFails(ThrowingCallable build, String message) {
        assertThatThrownBy(build)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aCheckpointThatPredictsSomethingElseIsRefused(@TempDir Path folder) {
        Path checkpoint = Checkpoints.copyOf(
                "depth-v1-1", folder, "model_index.json", List.of("MarigoldDepthPipeline", "MarigoldNormalsPipeline"));

        assertThatThrownBy(onFakes(backend()).checkpoint(checkpoint)::build)
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessage("A DepthEstimator needs a checkpoint that predicts DEPTH, got " + checkpoint
                        + " that predicts NORMALS");
    }

    @Test
    void withoutACheckpointTheMessageTellsHowToNameOne() {
        DepthEstimator.Builder builder = DepthEstimator.builder()
                .backend(FakeBackendProvider.of(backend()))
                .scheduler(new FakeSchedulerProvider(0))
                .ensembler(FakeEnsemblerProvider.firstAndLast());

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(
                        "No checkpoint is named and the bundled one, classpath:META-INF/marigold/mini, cannot be used (")
                .hasMessageEndingWith(
                        "); name one with checkpoint(\"DIRECTORY\"), checkpoint(\"hf:OWNER/NAME[@REVISION]\") or"
                                + " checkpoint(\"classpath:FOLDER\")")
                .hasCauseInstanceOf(MarigoldException.class);
    }

    @Test
    void aMissingFileIsAnIoException(@TempDir Path folder) {
        assertThatThrownBy(onFakes(backend()).checkpoint(folder)::build)
                .isInstanceOfAny(NoSuchFileException.class, ModelLoadException.class);
    }

    @Test
    void aCheckpointMayBeADirectoryOrAReference() throws IOException {
        Path directory = Checkpoints.directory("depth-v1-1");

        try (DepthEstimator byPath = onFakes(backend()).checkpoint(directory).build();
                DepthEstimator byReference =
                        onFakes(backend()).checkpoint(directory.toString()).build()) {
            assertThat(byPath.checkpoint().directory())
                    .isEqualTo(byReference.checkpoint().directory());
        }
    }

    @Test
    void theBackendIsNotOpenedIfSomethingElseIsWrong() {
        FakeBackend backend = backend();
        boolean[] opened = new boolean[1];
        DepthEstimator.Builder builder = onFakes(backend)
                .backend(new FakeBackendProvider("fake", checkpoint -> {
                    opened[0] = true;
                    return backend;
                }))
                .ensembler("absent");

        assertThatThrownBy(builder::build).isExactlyInstanceOf(ProviderUnavailableException.class);

        assertThat(opened[0]).isFalse();
    }

    @Test
    void aMissingPluginIsNoticedBeforeTheCheckpointIsLookedFor() {
        DepthEstimator.Builder builder =
                onFakes(backend()).backend("absent").checkpoint(Path.of("no", "such", "directory"));

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageStartingWith("No DiffusionBackendProvider with id 'absent'; found [");
    }

    @Test
    void aMissingSchedulerIsNoticedBeforeTheCheckpointIsLookedFor() {
        DepthEstimator.Builder builder =
                onFakes(backend()).scheduler("absent").checkpoint(Path.of("no", "such", "directory"));

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageStartingWith("No SchedulerProvider with id 'absent'; found [");
    }

    @Test
    void thatThereIsNoSchedulerAtAllIsNoticedBeforeTheCheckpointIsLookedFor() {
        DepthEstimator.Builder builder = DepthEstimator.builder()
                .checkpoint(Path.of("no", "such", "directory"))
                .backend(FakeBackendProvider.of(backend()))
                .ensembler(FakeEnsemblerProvider.firstAndLast())
                .classLoader(ClassLoader.getPlatformClassLoader());

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageStartingWith("No SchedulerProvider found; add dev.marigold:marigold-schedulers");
    }

    @Test
    void anOptionThatTheBackendLacksIsNoticedBeforeTheCheckpointIsLookedFor() {
        DepthEstimator.Builder builder =
                onFakes(backend()).precision("absent").checkpoint(Path.of("no", "such", "directory"));

        assertThatThrownBy(builder::build)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Backend 'fake' needs precision in [fp32, fp16], got 'absent'");
    }

    @Test
    void aContextClassLoaderThatDoesNotSeeTheLibraryIsPassedOver() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(null) {});
        try (DepthEstimator estimator = onFakes(backend())
                .ensembler("mean")
                .checkpoint("file:" + Checkpoints.directory("depth-v1-1"))
                .build()) {
            assertThat(estimator.defaults().ensembler()).isEqualTo("mean");
            assertThat(MemberMerger.named("median").id()).isEqualTo("median");
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    @Test
    void aContextClassLoaderThatSeesTheLibraryMayHavePluginsOfItsOwn(@TempDir Path folder) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(new PluginLoader(folder).with(SchedulerProvider.class, Plugin.class));
        try (DepthEstimator estimator = onFakes(backend()).scheduler("plugin").build()) {
            assertThat(estimator.defaults().scheduler()).isEqualTo("plugin");
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /** A scheduler that only one class loader sees; one class, which is all that the loader has of its own. */
    public static final class Plugin implements SchedulerProvider, Scheduler, Trajectory {
        @Override
        public String id() {
            return "plugin";
        }

        @Override
        public Scheduler create(SchedulerConfig config) {
            return this;
        }

        @Override
        public Trajectory start(int steps) {
            return this;
        }

        @Override
        public int[] timesteps() {
            return new int[] {999};
        }

        @Override
        public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
            return modelOutput;
        }
    }

    @Test
    void aBackendThatOpensNothingIsNamed() {
        Function<Checkpoint, DiffusionBackend> nothing = checkpoint -> null;

        assertThatThrownBy(onFakes(backend()).backend(new FakeBackendProvider("void", nothing))::build)
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessage("Backend 'void' must open checkpoint "
                        + Checkpoints.depth().directory() + ", got null");
    }

    @Test
    void schedulerOptionsOverrideTheCheckpoint() throws IOException {
        int[] first = new int[1];
        FakeBackend backend = new FakeBackend(EstimatorFixture.SCALING_FACTOR, 0) {
            @Override
            public FloatTensor denoise(FloatTensor latents, int timestep) {
                first[0] = timestep;
                return super.denoise(latents, timestep);
            }
        };

        try (DepthEstimator estimator =
                onFakes(backend).steps(1).schedulerOption("first_timestep", 960).build()) {
            estimator.estimate(Pictures.slopes(8, 8));
        }

        assertThat(first[0]).isEqualTo(960);
    }

    @Test
    void aMisspeltSchedulerOptionIsRefusedWithTheKeysThatAreRead() {
        assertBuildFails(
                onFakes(backend()).schedulerOption("first-timestep", 960)::build,
                "Key of a scheduler option must be one that scheduler 'fake' reads, [first_timestep],"
                        + " or that the checkpoint's scheduler_config.json has, got 'first-timestep'");
    }

    @Test
    void aSchedulerOptionOfTheWrongTypeIsRefusedAsAnOption() {
        assertBuildFails(
                onFakes(backend()).schedulerOption("first_timestep", "late")::build,
                "With the scheduler options {first_timestep=late}: DDIMScheduler key 'first_timestep' must be an integer,"
                        + " got late");
    }

    @Test
    void aSchedulerOptionOfTheCheckpointNeedNotBeRead() throws IOException {
        onFakes(backend())
                .schedulerOption("timestep_spacing", "trailing")
                .build()
                .close();
    }
}
