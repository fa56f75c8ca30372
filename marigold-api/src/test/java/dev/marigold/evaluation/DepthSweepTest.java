package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.MemberMerger;
import dev.marigold.ensemble.MeanEnsemblerProvider;
import dev.marigold.error.CancelledException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.progress.Cancellation;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.testing.Checkpoints;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeBackendProvider;
import dev.marigold.testing.FakeEnsemblerProvider;
import dev.marigold.testing.FakeSchedulerProvider;
import dev.marigold.testing.FileLockProcess;
import dev.marigold.testing.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthSweepTest {
    private static final SweepGroup EVEN = new SweepGroup("even", 64, 2);

    private final SweepFixture model = new SweepFixture();

    @TempDir
    private Path folder;

    @Test
    void everyCellIsWhatAnEvaluationWithItsSettingsFinds() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64)
                .ensembleSizes(1, 2, 5)
                .ensemblers("least-squares", "mean")
                .steps(1, 3)
                .build();

        SweepResult result = sweep(new FakeDataset(3), plan).build().run();

        assertThat(result.cells()).hasSize(12);
        for (SweepCell cell : result.cells()) {
            EvaluationResult alone = evaluate(cell.setting());
            assertThat(timeless(cell.result())).isEqualTo(timeless(alone));
            assertThat(cell.secondsPerImage()).isPositive();
        }
    }

    @Test
    void membersAreComputedOncePerPictureAndGroup() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64)
                .ensembleSizes(5, 1, 2, 3)
                .ensemblers("least-squares", "mean", "median")
                .steps(1, 4)
                .build();

        sweep(new FakeDataset(3), plan).build().run();

        int oneStep = 1 + 5 + 5;
        int fourSteps = 1 + 5 * 4 + 5;
        assertThat(model.evaluations()).isEqualTo(3 * (oneStep + fourSteps));
        assertThat(model.opened()).containsExactly("even 64");
        assertThat(model.isClosed()).isTrue();
    }

    @Test
    void modelsAreTriedBeforeTheFirstPicture() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 32)
                .schedulers("even", "noisy")
                .resolutions(64, 32)
                .build();

        sweep(new FakeDataset(1), plan).build().run();

        assertThat(model.opened())
                .containsExactly(
                        "even 32", "even 64", "noisy 32", "noisy 64", "even 32", "even 64", "noisy 32", "noisy 64");
        assertThat(model.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5})
    void stoppedSweepGoesOnAndGivesTheSameTables(int stopAt) throws IOException {
        SweepPlan plan =
                SweepPlan.builder("even", 64).ensembleSizes(1, 3).steps(1, 2).build();
        SweepResult whole = sweep(new FakeDataset(3), plan).build().run();
        int evaluations = model.evaluations();
        Cancellation cancellation = new Cancellation();
        SweepListener stopping = new SweepListener() {
            private int heard;

            @Override
            public void onSample(SweepGroup group, String sample) {
                if (heard++ == stopAt) {
                    cancellation.cancel();
                }
            }
        };
        assertThatThrownBy(() -> sweep(new FakeDataset(3), plan)
                        .output(folder)
                        .listener(stopping)
                        .cancellation(cancellation)
                        .build()
                        .run())
                .isInstanceOf(CancelledException.class);
        List<SweepProgress> progress = new ArrayList<>();

        SweepResult result = sweep(new FakeDataset(3), plan)
                .output(folder)
                .listener(listener(progress))
                .build()
                .run();

        assertThat(progress.get(0)).isEqualTo(new SweepProgress(stopAt, stopAt, 0, 6));
        assertThat(progress).endsWith(new SweepProgress(6, stopAt, 0, 6));
        assertThat(model.evaluations()).isEqualTo(2 * evaluations);
        assertThat(scores(result)).isEqualTo(scores(whole));
        assertThat(result.spreads(EVEN)).isEqualTo(whole.spreads(EVEN)).hasSize(3);
    }

    @Test
    void finishedSweepOpensNoModel() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).ensembleSizes(1, 2).build();
        SweepResult first =
                sweep(new FakeDataset(2), plan).output(folder).build().run();
        SweepFixture unused = new SweepFixture();

        SweepResult second = DepthSweep.builder(new FakeDataset(2), unused, plan)
                .output(folder)
                .build()
                .run();

        assertThat(unused.opened()).isEmpty();
        assertThat(second.toCsv(Bootstrap.standard())).isEqualTo(first.toCsv(Bootstrap.standard()));
    }

    @Test
    void folderOfAnEvaluationIsRefused() throws IOException {
        Files.createFile(folder.resolve("per_sample_metrics.csv"));
        SweepPlan plan = SweepPlan.builder("even", 64).build();

        assertThatThrownBy(() ->
                        sweep(new FakeDataset(2), plan).output(folder).build().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " must be empty or hold a sweep, got an evaluation");
    }

    @Test
    void grownPlanComputesWhatIsMissing() throws IOException {
        SweepPlan plan =
                SweepPlan.builder("even", 64).ensembleSizes(1, 3).steps(1).build();
        sweep(new FakeDataset(2), plan).output(folder).build().run();
        int evaluations = model.evaluations();
        SweepPlan grown =
                SweepPlan.builder("even", 64).ensembleSizes(1, 3).steps(1, 2).build();

        SweepResult result =
                sweep(new FakeDataset(2), grown).output(folder).build().run();

        assertThat(model.evaluations() - evaluations).isEqualTo(2 * (1 + 3 * 2 + 3));
        assertThat(result.cells()).allMatch(cell -> cell.result().scores().size() == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "predictor.checkpoint"})
    void whatTheCallerNamesStandsInPlaceOfWhatTheModelTells(String key) throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).steps(2).build();

        SweepResult result =
                sweep(new FakeDataset(2), plan).setting(key, "mine").build().run();

        assertThat(result.cells().get(0).result().settings())
                .containsEntry("predictor.checkpoint", "mine")
                .doesNotContainKey("checkpoint");
    }

    @Test
    void cellIsTheFolderOfAnEvaluation() throws IOException {
        SweepPlan plan =
                SweepPlan.builder("even", 64).ensembleSizes(1, 3).steps(2).build();

        SweepResult result = sweep(new FakeDataset(2), plan)
                .output(folder)
                .setting("checkpoint", "fake")
                .build()
                .run();

        EvaluationResult cell = EvaluationResult.read(folder.resolve("cells/even-r64-s2/e3-least-squares"));
        assertThat(cell.scores())
                .isEqualTo(result.cell(new SweepSetting(EVEN, "least-squares", 3))
                        .result()
                        .scores());
        assertThat(cell.settings())
                .containsEntry("predictor.checkpoint", "fake")
                .containsEntry("predictor.ensemble_size", "3")
                .containsEntry("predictor.members", "3")
                .containsEntry("predictor.backend", "fake");
        assertThat(EvaluationResult.read(folder.resolve("cells/even-r64-s2/e1-least-squares"))
                        .settings())
                .isEqualTo(result.cell(new SweepSetting(EVEN, "least-squares", 1))
                        .result()
                        .settings())
                .containsEntry("predictor.seed", "1234");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cellsOfAnotherModelAreNotAddedTo(boolean severalModels) throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).build();
        sweep(new FakeDataset(2).damaged(1), plan).output(folder).build().run();
        SweepPlan.Builder grown = SweepPlan.builder("even", 64);
        SweepModel other = (scheduler, resolution) -> SweepFixture.on(
                new FakeBackendProvider("other", checkpoint -> new FakeBackend(0.18215, 0.4)), scheduler, resolution);

        assertThatThrownBy(() -> DepthSweep.builder(
                                new FakeDataset(2),
                                other,
                                severalModels ? grown.resolutions(32, 64).build() : grown.build())
                        .output(folder)
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("cells/even-r64-s1/e1-least-squares")
                        + " holds an evaluation with other settings, choose another folder or delete it:"
                        + " predictor.backend was fake and is other");
        assertThat(folder.resolve("cells/even-r32-s1/e1-least-squares/failures.csv"))
                .doesNotExist();
    }

    @Test
    void groupThatAnotherProcessHasIsRefusedBeforeItsMembersAreTouched() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).build();
        sweep(new FakeDataset(1), plan).output(folder).build().run();
        Path group = folder.resolve("cells/even-r64-s1");
        Files.writeString(group.resolve("members.csv"), "half a ro");

        try (FileLockProcess other = FileLockProcess.lock(group.resolve("evaluation.lock"))) {
            assertThat(other.holds()).isTrue();
            assertThatThrownBy(() -> sweep(new FakeDataset(1), plan)
                            .output(folder)
                            .build()
                            .run())
                    .isInstanceOf(IOException.class)
                    .hasMessage(group + " is in use by another evaluation");
        }

        assertThat(group.resolve("members.csv")).hasContent("half a ro");
    }

    @Test
    void largerEnsemblesNeedAnotherFolder() throws IOException {
        sweep(
                        new FakeDataset(1),
                        SweepPlan.builder("even", 64).ensembleSizes(1, 2).build())
                .output(folder)
                .build()
                .run();
        SweepPlan larger = SweepPlan.builder("even", 64).ensembleSizes(1, 2, 4).build();

        assertThatThrownBy(() ->
                        sweep(new FakeDataset(1), larger).output(folder).build().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        folder + " holds a sweep whose largest ensemble has 2 members, choose another folder for 4");
    }

    @Test
    void pictureThatFailsIsRecordedInItsCellsAndTheOthersGoOn() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).ensembleSizes(1, 2).build();
        List<String> heard = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void onFailed(SweepSetting setting, SampleFailure failure) {
                heard.add(setting.name() + ": " + failure.reason());
            }
        };

        SweepResult result = sweep(new FakeDataset(3).missing(1), plan)
                .output(folder)
                .listener(listener)
                .build()
                .run();

        assertThat(heard)
                .containsExactly(
                        "even-r64-s1-e1-least-squares: file is missing: depth_1.png",
                        "even-r64-s1-e2-least-squares: file is missing: depth_1.png");
        assertThat(result.cells()).allSatisfy(cell -> {
            assertThat(cell.result().scores()).hasSize(2);
            assertThat(cell.result().failures()).hasSize(1);
        });
    }

    @Test
    void stepsThatASchedulerCannotWalkFailInTheirCellsOnly() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).steps(1, 200).build();

        SweepResult result = sweep(new FakeDataset(1), plan).build().run();

        assertThat(result.cells().get(0).result().scores()).hasSize(1);
        EvaluationResult failed = result.cells().get(1).result();
        assertThat(failed.scores()).isEmpty();
        assertThat(failed.failures().get(0).reason()).isEqualTo("steps must be in [1, 100], got 200");
        assertThat(result.toCsv(Bootstrap.standard()))
                .contains("\neven,64,200,least-squares,1,0,1" + ",".repeat(34) + "\n");
    }

    @Test
    void sweepOfNothingButFailuresFails() {
        SweepPlan plan = SweepPlan.builder("even", 64).steps(200).build();

        assertThatThrownBy(() -> sweep(new FakeDataset(2), plan).build().run())
                .isInstanceOf(IOException.class)
                .hasMessage("None of the 2 samples of fake could be evaluated with any setting; the first,"
                        + " room, 0/rgb_0.png: steps must be in [1, 100], got 200")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unknownEnsemblerIsRefusedBeforeAnythingRuns() {
        SweepPlan plan = SweepPlan.builder("even", 64).ensemblers("vote").build();

        assertThatThrownBy(() -> sweep(new FakeDataset(1), plan).build().run())
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("No EnsemblerProvider with id 'vote'; found [least-squares, mean, median, reference]");
        assertThat(model.opened()).isEmpty();
    }

    @Test
    void ensemblerThatIsGivenMergesInPlaceOfThatOfItsName() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64)
                .ensembleSizes(2)
                .ensemblers("fake", "mean")
                .build();
        FakeEnsemblerProvider first = FakeEnsemblerProvider.firstAndLast();

        SweepResult result = sweep(new FakeDataset(1), plan)
                .ensembler(MemberMerger.of(first))
                .ensembler(MemberMerger.of(named("mean", first)))
                .build()
                .run();

        SweepResult alone = sweep(
                        new FakeDataset(1), SweepPlan.builder("even", 64).build())
                .build()
                .run();
        assertThat(scores(result))
                .containsExactly(scores(alone).get(0), scores(alone).get(0));
    }

    @Test
    void ensemblersAreLookedForWhereTheSweepIsTold() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64)
                .ensembleSizes(2)
                .ensemblers("plugged-in")
                .build();

        try (PluginLoader plugins = new PluginLoader(folder).with(EnsemblerProvider.class, PluggedIn.class)) {
            SweepResult result =
                    sweep(new FakeDataset(1), plan).classLoader(plugins).build().run();

            assertThat(result.cells()).hasSize(1);
        }
    }

    /** Merges as the mean does. */
    public static final class PluggedIn implements EnsemblerProvider {
        @Override
        public String id() {
            return "plugged-in";
        }

        @Override
        public Ensembler create() {
            return new MeanEnsemblerProvider().create();
        }
    }

    private static EnsemblerProvider named(String id, EnsemblerProvider provider) {
        return new EnsemblerProvider() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Ensembler create() {
                return provider.create();
            }
        };
    }

    @Test
    void modelThatIgnoresWhatWasAskedForIsRefusedAndClosed() {
        FakeBackend backend = new FakeBackend(0.18215, 0.1);
        SweepModel stubborn = (scheduler, resolution) -> SweepFixture.on(backend, scheduler, 64);

        assertThatThrownBy(() -> sweepAtResolution32(stubborn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model must open scheduler 'even' at resolution 32, got scheduler 'even' at resolution 64");
        assertThat(backend.closes).hasValue(1);
    }

    @Test
    void modelThatOpensNothingIsNamed() {
        SweepModel absent = (scheduler, resolution) -> null;

        assertThatThrownBy(() -> sweepAtResolution32(absent))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("model must not open null");
    }

    @Test
    void spreadIsTheMeanOfThePixelsDeviationAndRange() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).ensembleSizes(3).steps(2).build();

        SweepResult result = sweep(new FakeDataset(1), plan).build().run();

        MemberSpread spread = result.spreads(EVEN).get(0);
        FloatTensor maps = members(3);
        double deviations = 0;
        double ranges = 0;
        int pixels = 48 * 64;
        for (int i = 0; i < pixels; i++) {
            double a = maps.get(i);
            double b = maps.get(i + pixels);
            double c = maps.get(i + 2 * pixels);
            double mean = (a + b + c) / 3;
            deviations += Math.sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2);
            ranges += Math.max(a, Math.max(b, c)) - Math.min(a, Math.min(b, c));
        }
        assertThat(spread.deviation()).isPositive().isCloseTo(deviations / pixels, within(1e-12));
        assertThat(spread.range()).isCloseTo(ranges / pixels, within(1e-12));
        assertThat(spread.members()).isEqualTo(3);
        assertThat(result.meanDeviation(EVEN)).isEqualTo(spread.deviation());
    }

    @Test
    void oneMemberAloneDoesNotDisagree() throws IOException {
        SweepResult result = sweep(
                        new FakeDataset(1),
                        SweepPlan.builder("even", 64).steps(2).build())
                .build()
                .run();

        assertThat(result.meanDeviation(EVEN)).isNaN();
        assertThat(result.meanRange(EVEN)).isZero();
    }

    @Test
    void schedulerThatDrawsInItsStepsIsToldFromOneThatDoesNot() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64)
                .schedulers("even", "noisy")
                .ensembleSizes(1, 2)
                .steps(2)
                .build();

        SweepResult result = sweep(new FakeDataset(1), plan).build().run();

        assertThat(result.hasExactPrefixes(EVEN)).isTrue();
        assertThat(result.hasExactPrefixes(new SweepGroup("noisy", 64, 2))).isFalse();
    }

    @Test
    void tableHasARowPerCell() throws IOException {
        SweepPlan plan =
                SweepPlan.builder("even", 64).ensembleSizes(1, 2).steps(1).build();

        SweepResult result = sweep(new FakeDataset(2), plan)
                .metrics(List.of(DepthMetric.DELTA1))
                .build()
                .run();

        List<String> lines = result.toCsv(Bootstrap.standard()).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo("scheduler,resolution,steps,ensembler,ensemble_size,images,failed,delta1_acc,delta1_acc_low,"
                        + "delta1_acc_high,seconds_per_image,member_deviation,member_range,exact_prefixes");
        assertThat(lines.get(2)).startsWith("even,64,1,least-squares,2,2,0,").endsWith(",true");
    }

    @Test
    void damagedTableOfMembersIsRefusedByName() throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 64).build();
        sweep(new FakeDataset(1), plan).output(folder).build().run();
        Path table = folder.resolve("cells/even-r64-s1/members.csv");
        Files.writeString(table, "sample,members,deviation,range,exact_prefixes\na,two,0,0,true\n");

        assertThatThrownBy(() ->
                        sweep(new FakeDataset(1), plan).output(folder).build().run())
                .isInstanceOf(IOException.class)
                .hasMessage(table + " must have a sample, three numbers and true or false in row 2,"
                        + " got [a, two, 0, 0, true]");
    }

    @Test
    void emptyDatasetIsRefused() {
        assertThatThrownBy(() -> sweep(
                                new FakeDataset(0),
                                SweepPlan.builder("even", 64).build())
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset fake must have at least one sample, got none");
    }

    private static SweepResult sweepAtResolution32(SweepModel model) throws IOException {
        SweepPlan plan = SweepPlan.builder("even", 32).build();
        return DepthSweep.builder(new FakeDataset(1), model, plan).build().run();
    }

    private DepthSweep.Builder sweep(FakeDataset dataset, SweepPlan plan) {
        return DepthSweep.builder(dataset, model, plan).threads(2);
    }

    private static EvaluationResult evaluate(SweepSetting setting) throws IOException {
        SweepGroup group = setting.group();
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(Checkpoints.depth())
                .backend(FakeBackendProvider.of(new FakeBackend(0.18215, 0.4)))
                .scheduler(new FakeSchedulerProvider(0))
                .processingResolution(group.resolution())
                .steps(group.steps())
                .ensembleSize(setting.ensembleSize())
                .ensembler(setting.ensembler())
                .build()) {
            return DepthEvaluation.builder(
                            new FakeDataset(3),
                            EstimatorPredictor.builder(estimator).build())
                    .build()
                    .run();
        }
    }

    private static FloatTensor members(int count) throws IOException {
        try (DepthEstimator estimator = SweepFixture.on(new FakeBackend(0.18215, 0.4), "even", 64)) {
            return estimator
                    .members(DepthRequest.builder(new FakeDataset(1).sample(0).image())
                            .seed(1234)
                            .steps(2)
                            .ensembleSize(count)
                            .build())
                    .maps();
        }
    }

    private static SweepListener listener(List<SweepProgress> heard) {
        return new SweepListener() {
            @Override
            public void onProgress(SweepProgress progress) {
                heard.add(progress);
            }
        };
    }

    private static List<SampleScore> timeless(EvaluationResult result) {
        return result.scores().stream()
                .map(score -> new SampleScore(
                        score.sample(),
                        score.prediction(),
                        score.group(),
                        score.scores(),
                        score.scale(),
                        score.shift(),
                        score.validPixels(),
                        0))
                .toList();
    }

    private static List<List<DepthScores>> scores(SweepResult result) {
        return result.cells().stream()
                .map(cell ->
                        cell.result().scores().stream().map(SampleScore::scores).toList())
                .toList();
    }
}
