package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.pytorch.jni.JniUtils;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.Weights;
import dev.marigold.checkpoint.random.Architecture;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.checkpoint.random.UntrainedCheckpoint;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.image.ResampleMode;
import dev.marigold.prediction.MemberViews;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        TrainingDivergedException failure = catchThrowableOfType(TrainingDivergedException.class, trainer::run);

        List<String> logged = Files.readAllLines(folder.resolve("run/losses.csv"));
        assertThat(failure)
                .hasMessageMatching("The loss of update " + logged.size() + " must be finite, got (NaN|Infinity)");
        assertThat(logged.get(logged.size() - 1)).startsWith(logged.size() - 1 + ",");
        assertThat(Checkpoint.open(folder.resolve("run/checkpoint-00000001")).targets())
                .isEqualTo(1);
    }

    /** No change in the first update, and then another factor. */
    private record Jump(double later) implements LearningRate {
        @Override
        public double factor(long update) {
            return update == 0 ? 0 : later;
        }

        @Override
        public String description() {
            return toString();
        }
    }

    private Trainer.Builder jumping(double later) {
        return training()
                .dataset(new MemoryDataset("data", 4), 1)
                .learningRate(1e30, new Jump(later))
                .checkpoints(1, 1);
    }

    @Test
    void theCheckpointBeforeTheRuinousUpdateStays() throws IOException {
        Trainer trainer = jumping(1).updates(20).build();

        assertThatThrownBy(trainer::run).isInstanceOf(TrainingDivergedException.class);

        Path usable = folder.resolve("run/checkpoint-00000001");
        assertThat(convolution(usable)).containsExactly(convolution(start));
        assertThat(convolution(folder.resolve("run/checkpoint-00000002"))).doesNotContain(Float.NaN);
        TrainingResult resumed = Trainer.builder(start, Denoising.published(), folder.resolve("resumed"))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1)
                .dataset(new MemoryDataset("data", 4), 1)
                .learningRate(1e30, new Jump(1))
                .updates(2)
                .resume(usable)
                .build()
                .run();
        assertThat(resumed.lastLoss()).isFinite();
    }

    private static float[] convolution(Path checkpoint) throws IOException {
        return Checkpoint.open(checkpoint).unetWeights().get("conv_in.weight").readFloats();
    }

    @Test
    void weightsThatAreNotFiniteAreNotSaved() throws IOException {
        Trainer trainer = jumping(1e10).updates(20).build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching("The weights after update 2 must be finite, got (NaN|Infinity) in unet/.*");
        assertThat(Trainer.newestCheckpoint(folder.resolve("run"))).hasValue(folder.resolve("run/checkpoint-00000001"));
    }

    @Test
    void weightsThatAreTooLargeForTheirTypeAreNotSaved() throws IOException {
        // Adam's steps are as long as the rate, here 1e5.
        Trainer trainer = jumping(1e-25).updates(2).weightType(DType.F16).build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching(
                        "The weights after update 2 must be at most 65504.0 to be written as F16, got \\S+ in"
                                + " unet/.*");
        assertThat(Trainer.newestCheckpoint(folder.resolve("run"))).hasValue(folder.resolve("run/checkpoint-00000001"));
        assertThat(folder.resolve("run/.checkpoint-00000002.part")).doesNotExist();
    }

    @Test
    void onlyAsManyCheckpointsAsAskedForAreLeftAtTheEnd() throws IOException {
        training()
                .dataset(new MemoryDataset("data", 4), 1)
                .updates(3)
                .checkpoints(1, 1)
                .build()
                .run();

        assertThat(folder.resolve("run/checkpoint-00000003")).isDirectory();
        assertThat(folder.resolve("run/checkpoint-00000002")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aScheduleMustGiveFiniteFactors(double later) throws IOException {
        Trainer trainer = jumping(later).updates(20).build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "schedule of learningRate must give a finite factor >= 0, got " + later + " after 1 updates");
        assertThat(convolution(folder.resolve("run/checkpoint-00000001"))).containsExactly(convolution(start));
    }

    @Test
    void theUpdatesBeforeAFailureAreLogged() {
        Trainer trainer = training()
                .dataset(new MemoryDataset("data", 4), 1)
                .updates(20)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        if (progress.update() == 3) {
                            throw new IllegalStateException("nobody wants to know");
                        }
                    }
                })
                .build();

        assertThatThrownBy(trainer::run).isInstanceOf(IllegalStateException.class);
        assertThat(folder.resolve("run/losses.csv")).content().contains("\n1,", "\n2,", "\n3,");
    }

    @Test
    void aNetworkThatPredictsNoiseNeedsSignal() {
        Trainer trainer = training()
                .dataset(new MemoryDataset("data", 4), 1)
                .scheduler(SchedulerConfig.of(
                        "DDIMScheduler",
                        Map.of("prediction_type", "epsilon", "rescale_betas_zero_snr", true, "clip_sample", false)))
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler must have prediction_type v_prediction or sample where it ends without signal"
                        + " (rescale_betas_zero_snr), got epsilon");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PNDMScheduler | false | false | scheduler must be a DDIMScheduler, the one that checkpoints are validated with, got PNDMScheduler
            DDIMScheduler |       | false | scheduler must say clip_sample false: nothing is clipped in training, and predictions would be
            DDIMScheduler | false | true  | scheduler must say thresholding false: nothing is clipped in training, and predictions would be
            """)
    void aSchedulerThatPredictsOtherwiseThanItIsTrainedIsRefused(
            String className, String clips, boolean thresholds, String message) {
        Map<String, Object> keys = new HashMap<>(Map.of("thresholding", thresholds));
        if (clips != null) {
            keys.put("clip_sample", Boolean.valueOf(clips));
        }
        Trainer.Builder trainer =
                training().dataset(new MemoryDataset("data", 4), 1).scheduler(SchedulerConfig.of(className, keys));

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static List<RuntimeException> failures() {
        return List.of(
                new InvalidDatasetException("a sample is gone"), new UnsupportedOperationException("a disk is gone"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatWasLearntBeforeUnreadableDataIsKept(RuntimeException failure) throws IOException {
        Trainer trainer =
                training().dataset(failingAfter(3, failure), 1).updates(10).build();

        assertThatThrownBy(trainer::run).isSameAs(failure);

        Path kept = folder.resolve("run/checkpoint-00000003");
        assertThat(Checkpoint.open(kept).targets()).isEqualTo(1);
        assertThat(training()
                        .dataset(new MemoryDataset("data", 4), 1)
                        .updates(5)
                        .resume(folder.resolve("run"))
                        .build()
                        .run()
                        .updates())
                .isEqualTo(5);
    }

    private static MemoryDataset failingAfter(int samples, RuntimeException failure) {
        AtomicInteger reads = new AtomicInteger();
        return new MemoryDataset("data", 4, index -> {
            if (reads.incrementAndGet() > samples) {
                throw failure;
            }
            return true;
        });
    }

    @Test
    void anAutoencoderIsKeptBeforeUnreadableDataToo() throws IOException {
        RuntimeException failure = new InvalidDatasetException("a sample is gone");
        // Four samples are read to measure the latents of every checkpoint.
        Trainer trainer = Trainer.builder(folder.resolve("start"), Reconstruction.usual(), folder.resolve("run"))
                .dataset(failingAfter(4 + 3, failure), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1)
                .updates(10)
                .build();

        assertThatThrownBy(trainer::run).isSameAs(failure);

        assertThat(Checkpoint.open(folder.resolve("run/checkpoint-00000003")).targets())
                .isEqualTo(1);
    }

    @Test
    void threadsAreThoseAskedFor() throws IOException {
        Set<Integer> threads = new HashSet<>();
        for (int count : new int[] {1, 2}) {
            Trainer.builder(start, Denoising.published(), folder.resolve("threads" + count))
                    .sizes(List.of(new TrainingSize(16, 16)))
                    .dataset(new MemoryDataset("data", 4), 1)
                    .batchSize(1)
                    .accumulation(1)
                    .updates(1)
                    .threads(count)
                    .listener(new TrainingListener() {
                        @Override
                        public void updated(TrainingProgress progress) {
                            threads.add(JniUtils.getNumThreads());
                        }
                    })
                    .build()
                    .run();
        }

        assertThat(threads).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void gradientsOfMicroBatchesAreAveraged() throws IOException {
        assertThat(gradientNorm(3)).isCloseTo(gradientNorm(1), withinPercentage(0.01));
    }

    /** Returns the length of the gradients of micro-batches that are all the same. */
    private double gradientNorm(int microBatches) throws IOException {
        List<Double> norms = new ArrayList<>();
        Trainer.builder(start, new Reconstruction(0.5, 0), folder.resolve("accumulation" + microBatches))
                .sizes(List.of(new TrainingSize(16, 16)))
                .geometry(new SampleGeometry(0, 1, ResampleMode.BILINEAR))
                .dataset(new MemoryDataset("data", 1), 1)
                .batchSize(1)
                .accumulation(microBatches)
                .updates(1)
                .threads(1)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        norms.add(progress.gradientNorm());
                    }
                })
                .build()
                .run();
        return norms.get(0);
    }

    @Test
    void microBatchesWithoutDepthDoNotWeakenTheOthers() throws IOException {
        List<Double> alone = gradientNorms(1, 2);
        assertThat(alone.get(0)).isZero();
        assertThat(alone.get(1)).isPositive();

        List<Double> together = gradientNorms(2, 1);

        assertThat(together.get(0)).isCloseTo(alone.get(1), withinPercentage(0.01));
    }

    /** Returns the length of the gradients of each update; the first micro-batch has no depth, the second has. */
    private List<Double> gradientNorms(int microBatches, int updates) throws IOException {
        List<Double> norms = new ArrayList<>();
        Trainer.builder(start, Denoising.published(), folder.resolve("empty" + microBatches))
                .sizes(List.of(new TrainingSize(16, 16)))
                .dataset(new MemoryDataset("data", 2, index -> index == 1), 1)
                .batchSize(1)
                .accumulation(microBatches)
                .updates(updates)
                .threads(1)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(TrainingProgress progress) {
                        norms.add(progress.gradientNorm());
                    }
                })
                .build()
                .run();
        return norms;
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
    void sizesOfCoarseBatchesMustHaveLatentsThatCanBeHalved() {
        Trainer trainer = Trainer.builder(
                        start, EndToEnd.builder().coarseShare(0.5).build(), folder.resolve("coarse"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 24)))
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "sizes must be multiples of twice the autoencoder's factor 8 where coarseShare > 0, got 16x24");
    }

    @Test
    void everyDataSetNeedsASize() {
        Trainer.Builder trainer = Trainer.builder(start, Denoising.published(), folder.resolve("run"))
                .dataset(new MemoryDataset("sized", 4), 1, List.of(new TrainingSize(16, 16)))
                .dataset(new MemoryDataset("other", 4), 1);

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sizes must be given for all data sets or for data set 'other', got none");
        assertThat(trainer.sizes(List.of(new TrainingSize(8, 8))).build()).isNotNull();
    }

    static List<EndToEnd.Builder> withoutATeacher() {
        return List.of(
                EndToEnd.builder(),
                EndToEnd.builder().denoisingWeight(1),
                EndToEnd.builder().autoencoder(AutoencoderRole.TRAINED));
    }

    @ParameterizedTest
    @MethodSource("withoutATeacher")
    void aTeacherWithoutEffectIsRefused(EndToEnd.Builder objective) {
        Trainer.Builder trainer = Trainer.builder(start, objective.build(), folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .teacher(start);

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("teacher must be left out unless the autoencoder learns end to end and denoisingWeight is"
                        + " above 0: it would have no effect");
    }

    @Test
    void aTeacherMustHaveTheSameLatents() throws IOException {
        Checkpoint networks = Checkpoint.open(start);
        Path teacher = folder.resolve("teacher");
        UntrainedCheckpoint.of(
                        new Architecture(
                                networks.unet(),
                                new AutoencoderKlConfig(3, 3, 4, List.of(16, 32), 1, 8, 1, true, true, true),
                                networks.textEncoder(),
                                64),
                        3)
                .write(teacher);
        EndToEnd objective = EndToEnd.builder()
                .autoencoder(AutoencoderRole.TRAINED)
                .denoisingWeight(1)
                .build();
        Trainer trainer = Trainer.builder(start, objective, folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .teacher(teacher)
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("teacher must have latents like the start's, 4 channels and edges divided by 8, got 4"
                        + " channels and edges divided by 2");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aValidationOfAnAutoencoderAloneIsRefused() {
        Trainer.Builder trainer = Trainer.builder(start, Reconstruction.usual(), folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .validation(Validation.builder(new MemoryDataset("held-out", 2)).build());

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("validation must be left out where the autoencoder learns alone: the network that predicts"
                        + " depth stays as it is");
    }

    @Test
    void aSchedulerOfAnAutoencoderAloneIsRefused() {
        Trainer.Builder trainer = Trainer.builder(start, Reconstruction.usual(), folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .scheduler(SchedulerConfig.of("DDIMScheduler", Map.of()));

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler must be left out where the autoencoder learns alone: the network that predicts"
                        + " depth stays as it is");
    }

    @ParameterizedTest
    @CsvSource({"leading, true", "trailing, false"})
    void aSchedulerOfAnotherStepThanIsTrainedEndToEndIsRefused(String spacing, boolean endsAtSample) {
        Trainer.Builder trainer = Trainer.builder(folder.resolve("start"), EndToEnd.published(), folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .scheduler(SchedulerConfig.of(
                        "DDIMScheduler",
                        Map.of("clip_sample", false, "timestep_spacing", spacing, "set_alpha_to_one", endsAtSample)));

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "scheduler must say timestep_spacing trailing and set_alpha_to_one true, the one step that is"
                                + " trained end to end, got " + spacing + " and " + endsAtSample);
    }

    @Test
    void membersThatWouldAllBeTheSameAreRefused() {
        Validation validation = Validation.builder(new MemoryDataset("held-out", 2))
                .ensembleSize(3)
                .build();

        assertThatThrownBy(judged(StartLatent.ZEROS, validation)::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ensembleSize of validation must be 1 where predictions start from zeros, since all members"
                        + " would be the same unless they are mirrored, got 3");
        assertThat(judged(StartLatent.ZEROS, validation)
                        .defaultMemberViews(MemberViews.MIRRORED)
                        .build())
                .isNotNull();
        assertThat(judged(StartLatent.GAUSSIAN, validation).build()).isNotNull();
    }

    private Trainer.Builder judged(StartLatent predictionsFrom, Validation validation) {
        return Trainer.builder(start, EndToEnd.builder().start(predictionsFrom).build(), folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .validation(validation);
    }

    static List<Objective> withoutFrozenLatents() {
        return List.of(
                Reconstruction.usual(),
                EndToEnd.builder().autoencoder(AutoencoderRole.TRAINED).build());
    }

    @ParameterizedTest
    @MethodSource("withoutFrozenLatents")
    void aCacheWithoutEffectIsRefused(Objective objective) {
        Trainer.Builder trainer = Trainer.builder(start, objective, folder.resolve("run"))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .latentCache(folder.resolve("cache"));

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latentCache must be left out unless an autoencoder that does not learn makes latents: here"
                        + " none would be kept");
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
        Path plain = ofTwoDataSets("plain").build().run().checkpoint();

        Path cached = cached("cached");

        assertThat(folder.resolve("cache")).isNotEmptyDirectory();
        assertThat(cached.resolve("unet/diffusion_pytorch_model.safetensors"))
                .hasSameBinaryContentAs(plain.resolve("unet/diffusion_pytorch_model.safetensors"));
    }

    @Test
    void cachedLatentsThatCannotBeReadAreComputedAnew() throws IOException {
        Path first = cached("first");
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[0]);
            }
        }

        Path second = cached("second");

        assertThat(second.resolve("unet/diffusion_pytorch_model.safetensors"))
                .hasSameBinaryContentAs(first.resolve("unet/diffusion_pytorch_model.safetensors"));
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
    }

    private Path cached(String run) throws IOException {
        return ofTwoDataSets(run)
                .latentCache(folder.resolve("cache"))
                .build()
                .run()
                .checkpoint();
    }

    /** Their names and identifiers are the same, their depths are not. */
    private Trainer.Builder ofTwoDataSets(String run) {
        return Trainer.builder(start, Denoising.published(), folder.resolve(run))
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .threads(1)
                .dataset(MemoryDataset.wall(2), 1)
                .dataset(new MemoryDataset("wall", 2), 1)
                .updates(8);
    }

    @Test
    void aDataSetMustFillABatch() {
        Trainer.Builder trainer =
                training().dataset(new MemoryDataset("data", 4), 1).batchSize(5);

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set 'data' must have at least one batch of 5 samples, got 4");
    }

    @Test
    void aBatchMustFitIntoAnArray() {
        Trainer.Builder trainer = training()
                .dataset(new MemoryDataset("data", 4), 1)
                .batchSize(2)
                .sizes(List.of(new TrainingSize(16, 16), new TrainingSize(32768, 16384)));

        assertThatThrownBy(trainer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batchSize and sizes must make batches of at most 2147483647 numbers, 3 for each pixel, got"
                        + " 2 of 32768x16384");
    }

    @Test
    void weightsThatDoNotLearnAndAreTooLargeForTheirTypeAreRefusedAtOnce() throws IOException {
        Path file = start.resolve("vae/diffusion_pytorch_model.safetensors");
        Weights weights = SafetensorsFile.open(file).weights();
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : weights.names()) {
            float[] values = weights.get(name).readFloats();
            if (name.equals("quant_conv.bias")) {
                values[0] = -1e5f;
            }
            writer.floats(name, FloatTensor.wrap(weights.get(name).shape(), values));
        }
        Path large = start.resolve("vae/large");
        writer.write(large);
        Files.move(large, file, StandardCopyOption.REPLACE_EXISTING);
        Trainer trainer = training()
                .dataset(new MemoryDataset("data", 4), 1)
                .updates(1)
                .weightType(DType.F16)
                .build();

        assertThatThrownBy(trainer::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weightType must be F32 where a weight that does not learn is above 65504.0, got F16 and"
                        + " -100000.0 in vae/quant_conv.bias");
        assertThat(folder.resolve("run/losses.csv")).doesNotExist();
    }
}
