package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weights;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.error.CancelledException;
import dev.marigold.internal.file.FolderLock;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import dev.marigold.progress.Cancellation;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run leaves, and where it leaves nothing. */
class TrainerOutputTest {
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
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1)
                .updates(1);
    }

    private Trainer.Builder training(String run) {
        return training(Denoising.published(), run);
    }

    static List<Arguments> objectives() {
        return List.of(
                Arguments.of(EndToEnd.published(), 1, true),
                Arguments.of(EndToEnd.builder().start(StartLatent.GAUSSIAN).build(), 1, false),
                Arguments.of(Denoising.published(), 4, false),
                Arguments.of(Reconstruction.usual(), 7, true));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void checkpointsNameTheStepsAndTheStartThatTheyAreTrainedFor(Objective objective, int steps, boolean zeros)
            throws IOException {
        startNames(
                "\"default_denoising_steps\" : 4", "\"default_denoising_steps\" : 7, \"default_zero_latents\" : true");

        PipelineConfig pipeline = Checkpoint.open(
                        training(objective, "run").build().run().checkpoint())
                .pipeline();

        assertThat(pipeline.defaultSteps()).hasValue(steps);
        assertThat(pipeline.startsFromZeros()).isEqualTo(zeros);
        assertThat(pipeline.defaultProcessingResolution()).hasValue(64);
    }

    @Test
    void anAutoencoderThatLearnsAloneLeavesWhatPredictionsMean() throws IOException {
        startNames("\"scale_invariant\" : true", "\"scale_invariant\" : false");
        startNames(
                "\"shift_invariant\" : true",
                "\"shift_invariant\" : false, \"depth_range_metres\" : {\"near\" : 1, \"far\" : 20}");

        Path scheduler = start.resolve("scheduler/scheduler_config.json");
        Files.writeString(scheduler, Files.readString(scheduler).replace("trailing", "leading"));

        Checkpoint checkpoint = Checkpoint.open(
                training(Reconstruction.usual(), "run").build().run().checkpoint());

        assertThat(checkpoint.pipeline().invariance()).isEqualTo(AffineInvariance.NONE);
        assertThat(checkpoint.pipeline().range()).hasValue(new MetricRange(1, 20));
        assertThat(checkpoint.scheduler().values())
                .isEqualTo(Checkpoint.open(start).scheduler().values())
                .containsEntry("timestep_spacing", "leading");
    }

    @Test
    void anAutoencoderLearnsAloneBesideASchedulerThatNobodyKnows() throws IOException {
        Path scheduler = start.resolve("scheduler/scheduler_config.json");
        Files.writeString(
                scheduler,
                "{\"_class_name\": \"NoneOfOurs\", \"beta_schedule\": \"none of ours\","
                        + " \"lambda_min_clipped\": -Infinity}");

        Checkpoint checkpoint = Checkpoint.open(
                training(Reconstruction.usual(), "run").build().run().checkpoint());

        assertThat(checkpoint.scheduler().className()).isEqualTo("NoneOfOurs");
        assertThat(checkpoint.scheduler().values())
                .isEqualTo(Checkpoint.open(start).scheduler().values())
                .containsEntry("lambda_min_clipped", Double.NEGATIVE_INFINITY);
    }

    @Test
    void weightsInSeveralFilesAreKeptBelowAFolderThatIsNamedLikeThem() throws IOException {
        Path before = start;
        start = Files.createDirectory(folder.resolve("all.safetensors")).resolve("start");
        Files.move(before, start);
        Path encoder = start.resolve("text_encoder");
        String index = shard(encoder);

        Path kept = training("run").build().run().checkpoint().resolve("text_encoder");

        assertThat(kept.toFile().list())
                .containsExactlyInAnyOrder("config.json", index, "model-1.safetensors", "model-2.safetensors");
        assertThat(kept.resolve("model-2.safetensors")).hasSameBinaryContentAs(encoder.resolve("model-2.safetensors"));
    }

    /** Splits the weights in two, and returns the name of the file that says which are where. */
    private static String shard(Path encoder) throws IOException {
        Path whole = encoder.resolve("model.safetensors");
        Weights weights = SafetensorsFile.open(whole).weights();
        Map<String, String> files = new TreeMap<>();
        List<SafetensorsWriter> shards = List.of(new SafetensorsWriter(), new SafetensorsWriter());
        for (String name : weights.names()) {
            int shard = files.size() % 2;
            shards.get(shard).copy(name, weights.get(name));
            files.put(name, "model-" + (shard + 1) + ".safetensors");
        }
        for (int i = 0; i < 2; i++) {
            shards.get(i).write(encoder.resolve("model-" + (i + 1) + ".safetensors"));
        }
        Files.delete(whole);
        String index = "model.safetensors.index.json";
        Files.writeString(encoder.resolve(index), new ObjectMapper().writeValueAsString(Map.of("weight_map", files)));
        return index;
    }

    @Test
    void aRunTellsHowLongItStillTakesAndDrawsItsLosses() throws IOException {
        List<Duration> remaining = new ArrayList<>();

        training("run")
                .updates(3)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        remaining.add(progress.remaining());
                    }
                })
                .build()
                .run();

        assertThat(remaining).hasSize(3).last().isEqualTo(Duration.ZERO);
        assertThat(remaining.subList(0, 2)).allMatch(left -> left.compareTo(Duration.ZERO) > 0);
        assertThat(folder.resolve("run/losses.png")).isNotEmptyFile();
    }

    private void startNames(String before, String now) throws IOException {
        Path index = start.resolve("model_index.json");
        String text = Files.readString(index);
        assertThat(text).contains(before);
        Files.writeString(index, text.replace(before, now));
    }

    @Test
    void checkpointsNameThePublishedResolutionWhereTheStartNamesNone() throws IOException {
        startNames("\"default_processing_resolution\" : 64,", "");

        PipelineConfig pipeline =
                Checkpoint.open(training("run").build().run().checkpoint()).pipeline();

        assertThat(pipeline.defaultProcessingResolution()).hasValue(768);
    }

    @Test
    void checkpointsNameWhatTheyAreToldTo() throws IOException {
        PipelineConfig pipeline = Checkpoint.open(training(EndToEnd.published(), "run")
                        .defaultSteps(3)
                        .defaultProcessingResolution(0)
                        .defaultMemberViews(MemberViews.MIRRORED)
                        .build()
                        .run()
                        .checkpoint())
                .pipeline();

        assertThat(pipeline.defaultSteps()).hasValue(3);
        assertThat(pipeline.defaultProcessingResolution()).hasValue(0);
        assertThat(pipeline.memberViews()).isEqualTo(MemberViews.MIRRORED);
    }

    /** Returns the digests of all files of a run but its lock, by name. */
    private Map<String, String> content(String run) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(run))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        folder.relativize(file).toString(),
                        MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
            }
        }
        content.remove(Path.of(run, "training.lock").toString());
        return content;
    }

    @Test
    void aRunIsNotResumedIntoAnother() throws IOException {
        Path of = training("first").updates(2).build().run().checkpoint();
        training("second").build().run();
        Map<String, String> before = content("second");

        Trainer resumed = training("second").updates(3).resume(of).build();

        assertThatThrownBy(resumed::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output " + folder.resolve("second")
                        + " must hold no checkpoint unless it is the run that is resumed, got checkpoint-00000001");
        assertThat(content("second")).isEqualTo(before);
    }

    @Test
    void aRunIsNotResumedBeforeItsNewestCheckpoint() throws IOException {
        training("run").updates(3).checkpoints(1, 3).build().run();
        Map<String, String> before = content("run");
        Path first = folder.resolve("run/checkpoint-00000001");

        assertThatThrownBy(training("run").updates(4).resume(first).build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output " + folder.resolve("run")
                        + " must hold no checkpoint newer than the one to be resumed, checkpoint-00000001, got"
                        + " checkpoint-00000003; delete the newer ones, or resume into another folder");
        assertThat(content("run")).isEqualTo(before);
    }

    @Test
    void anEarlierCheckpointIsResumedElsewhereOrWithoutTheNewerOnes() throws IOException {
        training("run").updates(3).checkpoints(1, 3).build().run();
        Path first = folder.resolve("run/checkpoint-00000001");

        Path elsewhere =
                training("other").updates(3).resume(first).build().run().checkpoint();
        Path weights = Path.of("unet/diffusion_pytorch_model.safetensors");
        assertThat(elsewhere.resolve(weights))
                .hasSameBinaryContentAs(
                        folder.resolve("run/checkpoint-00000003").resolve(weights));

        for (String newer : List.of("run/checkpoint-00000002", "run/checkpoint-00000003")) {
            MoreFiles.deleteRecursively(folder.resolve(newer), RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Path here = training("run").updates(3).resume(first).build().run().checkpoint();
        assertThat(elsewhere.resolve(weights)).hasSameBinaryContentAs(here.resolve(weights));
        assertThat(Files.readAllLines(folder.resolve("run/losses.csv"))).hasSize(4);
    }

    @Test
    void rowsOfAnotherRunAreNotKept() throws IOException {
        Path of = training("first").updates(2).build().run().checkpoint();
        Path another = Files.createDirectory(folder.resolve("second"));
        Files.writeString(another.resolve("losses.csv"), "update,loss\n1,0.5\n2,0.4\n");
        Files.writeString(another.resolve("validation.csv"), "update,dataset\n2,other\n");

        training("second").updates(3).resume(of).build().run();

        assertThat(Files.readAllLines(another.resolve("losses.csv")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("3,");
        assertThat(another.resolve("validation.csv")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCheckpointThatWasMovedAwayIsResumedByItsLink() throws IOException {
        Path link = training("run").updates(1).build().run().checkpoint();
        Path moved = Files.createDirectory(folder.resolve("archive")).resolve("best");
        Files.move(link, moved);
        Files.createSymbolicLink(link, moved);

        training("run").updates(2).resume(link).build().run();

        assertThat(Files.readAllLines(folder.resolve("run/losses.csv"))).hasSize(3);
    }

    @Test
    void updatesBeforeTheCheckpointAreRefused() throws IOException {
        training("run").updates(2).build().run();

        assertThatThrownBy(
                        training("run").updates(1).resume(folder.resolve("run")).build()::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("updates must be >= those of the checkpoint to be resumed, 2, got 1");
    }

    @Test
    void aTrainingThatHasEndedMayBeResumed() throws IOException {
        Path checkpoint = training("run").updates(2).build().run().checkpoint();

        TrainingResult result =
                training("run").updates(2).resume(folder.resolve("run")).build().run();

        assertThat(result.checkpoint()).isEqualTo(checkpoint);
        assertThat(result.updates()).isEqualTo(2);
    }

    @Test
    void aCheckpointThatIsThereIsNotWrittenAgain() throws IOException {
        Cancellation stop = new Cancellation();
        List<Path> saved = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void saved(Path checkpoint) {
                saved.add(checkpoint);
                stop.cancel();
            }
        };
        Path checkpoint = folder.resolve("run/checkpoint-00000002");

        assertThatThrownBy(training("run")
                        .updates(5)
                        .checkpoints(2, 2)
                        .cancellation(stop)
                        .listener(listener)
                        .build()::run)
                .isInstanceOf(CancelledException.class)
                .hasMessage("The training was stopped after update 2; its checkpoint is " + checkpoint);
        assertThatThrownBy(training("run")
                        .updates(5)
                        .resume(folder.resolve("run"))
                        .cancellation(stop)
                        .listener(listener)
                        .build()::run)
                .isInstanceOf(CancelledException.class);

        assertThat(saved).containsExactly(checkpoint);
    }

    @Test
    void aFolderThatAnotherRunHasIsLeftAlone() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Path unfinished = Files.createDirectory(run.resolve(".checkpoint-00000001.part"));
        FolderLock other = FolderLock.acquire(run, "training");
        try {
            assertThatThrownBy(training("run").build()::run)
                    .isInstanceOf(IOException.class)
                    .hasMessage(run + " is in use by another training");
        } finally {
            other.close();
        }

        assertThat(unfinished).isDirectory();
        training("run").build().run();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void theFolderIsHeldToTheEndOfTheRun() throws IOException {
        List<Throwable> refusals = new ArrayList<>();

        training("run")
                .listener(new TrainingListener() {
                    @Override
                    public void saved(Path checkpoint) {
                        refusals.add(catchThrowable(() -> FolderLock.acquire(folder.resolve("run"), "training")));
                    }
                })
                .build()
                .run();

        assertThat(refusals)
                .singleElement()
                .asInstanceOf(THROWABLE)
                .hasMessage(folder.resolve("run") + " is in use by another training");
        FolderLock.acquire(folder.resolve("run"), "training").close();
    }

    @Test
    void anotherTrainingOfTheProcessIsRefusedBeforeItTouchesAnything() throws IOException {
        List<Throwable> refusals = new ArrayList<>();
        Trainer second = training("second").build();

        TrainingResult first = training("first")
                .updates(2)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        if (progress.update() == 1) {
                            refusals.add(catchThrowable(second::run));
                        }
                    }
                })
                .build()
                .run();

        assertThat(refusals)
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("Another training runs in this process; wait until it has ended");
        assertThat(first.updates()).isEqualTo(2);
        assertThat(folder.resolve("second")).doesNotExist();
        assertThat(second.run().updates()).isEqualTo(1);
    }
}
