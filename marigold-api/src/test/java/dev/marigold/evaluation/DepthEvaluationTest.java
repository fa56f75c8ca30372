package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.CancelledException;
import dev.marigold.error.InferenceException;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.FileLockProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthEvaluationTest {
    @TempDir
    private Path folder;

    @Test
    void everySampleIsJudgedInTheOrderOfTheDataset() throws IOException {
        FakeDataset dataset = new FakeDataset(7);

        EvaluationResult result =
                evaluation(dataset, new FakePredictor()).build().run();

        assertThat(result.scores()).hasSize(7);
        for (int i = 0; i < 7; i++) {
            SampleScore score = result.scores().get(i);
            assertThat(score.sample()).isEqualTo(dataset.sample(i).id());
            assertThat(score.prediction()).isEqualTo(dataset.sample(i).predictionName());
            assertThat(score.group()).isEqualTo(dataset.sample(i).group());
            assertThat(score.validPixels()).isEqualTo(48);
        }
        assertThat(result.scores().get(0).scale()).isCloseTo(9, within(1e-5));
        assertThat(result.scores().get(0).scores().get(DepthMetric.DELTA1)).isEqualTo(1);
        assertThat(result.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void numberOfThreadsDoesNotChangeAByteOfTheTable(int threads) throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");

        evaluation(new FakeDataset(23), new FakePredictor())
                .threads(1)
                .output(one)
                .build()
                .run();
        evaluation(new FakeDataset(23), new FakePredictor())
                .threads(threads)
                .output(other)
                .build()
                .run();

        assertThat(table(other)).isEqualTo(table(one));
    }

    @Test
    void tableBeginsWithThePublishedColumns() throws IOException {
        evaluation(new FakeDataset(2), new FakePredictor())
                .output(folder)
                .build()
                .run();

        assertThat(table(folder).lines().findFirst())
                .hasValue("filename,abs_relative_difference,squared_relative_difference,rmse_linear,rmse_log,log10,"
                        + "delta1_acc,delta2_acc,delta3_acc,i_rmse,silog_rmse,"
                        + "sample,group,scale,shift,valid_pixels,milliseconds");
        assertThat(table(folder).lines().skip(1)).allMatch(line -> line.startsWith("\"room, "));
    }

    @Test
    void whatFailsIsRecordedByNameAndTheOthersGoOn() throws IOException {
        FakeDataset dataset = new FakeDataset(6).missing(1).damaged(3);
        FakePredictor predictor = new FakePredictor("fake", (index, cancellation) -> {
            if (index == 4) {
                throw new NoSuchFileException("pred_4.npy");
            }
        });
        List<SampleFailure> heard = new ArrayList<>();

        EvaluationResult result = evaluation(dataset, predictor)
                .output(folder)
                .listener(new EvaluationListener() {
                    @Override
                    public void onFailed(SampleFailure failure) {
                        heard.add(failure);
                    }
                })
                .build()
                .run();

        assertThat(result.scores()).hasSize(3);
        assertThat(result.failures())
                .isEqualTo(heard)
                .containsExactly(
                        new SampleFailure("room, 1/rgb_1.png", "room, 1/pred_1.npy", "file is missing: depth_1.png"),
                        new SampleFailure(
                                "room, 1/rgb_3.png", "room, 1/pred_3.npy", "depth 3 must be complete, got half of it"),
                        new SampleFailure("room, 0/rgb_4.png", "room, 0/pred_4.npy", "file is missing: pred_4.npy"));
        assertThat(EvaluationResult.read(folder).failures()).isEqualTo(result.failures());
    }

    @Test
    void aPictureThatIsTooLargeForTheMemoryTakesNoOtherAlong() throws IOException {
        FakePredictor predictor = new FakePredictor("fake", (index, cancellation) -> {
            if (index == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
        });

        EvaluationResult result =
                evaluation(new FakeDataset(3), predictor).build().run();

        assertThat(result.scores()).hasSize(2);
        assertThat(result.failures())
                .singleElement()
                .extracting(SampleFailure::reason)
                .isEqualTo("OutOfMemoryError: Java heap space");
    }

    @Test
    void predictionOfAnotherSizeFailsByName() throws IOException {
        DepthPredictor half = predictor(FloatTensor.wrap(Shape.of(3, 4), new float[12]));

        assertThatThrownBy(() -> evaluation(new FakeDataset(1), half).build().run())
                .isInstanceOf(IOException.class)
                .hasMessage("None of the 1 samples of fake could be evaluated; the first, room, 0/rgb_0.png: prediction"
                        + " must have the shape of the ground truth, [6, 8], got [3, 4]")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void predictionOfAnotherSizeIsResizedWhereAllowed() throws IOException {
        DepthPredictor half = predictor(FloatTensor.wrap(Shape.of(3, 4), new float[12]));

        EvaluationResult result = evaluation(new FakeDataset(1), half)
                .sizeMismatch(SizeMismatch.RESIZE)
                .build()
                .run();

        assertThat(result.scores()).hasSize(1);
    }

    @Test
    void predictionOfOtherProportionsIsNotResized() {
        DepthPredictor square = predictor(FloatTensor.wrap(Shape.of(8, 8), new float[64]));

        assertThatThrownBy(() -> evaluation(new FakeDataset(1), square)
                        .sizeMismatch(SizeMismatch.RESIZE)
                        .build()
                        .run())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "prediction must have the proportions of the ground truth, [6, 8], to be resized, got [8, 8]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 8})
    void runThatWasStoppedGoesOnAndGivesTheSameTable(int stopAt) throws IOException {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        evaluation(new FakeDataset(9), new FakePredictor())
                .output(whole)
                .build()
                .run();
        Cancellation cancellation = new Cancellation();
        DepthPredictor stopping = new FakePredictor("fake", (index, given) -> {
            if (index == stopAt) {
                cancellation.cancel();
                given.throwIfCancelled();
            }
        });
        assertThatThrownBy(() -> evaluation(new FakeDataset(9), stopping)
                        .output(stopped)
                        .cancellation(cancellation)
                        .build()
                        .run())
                .isInstanceOf(CancelledException.class);
        assertThat(EvaluationResult.read(stopped).scores()).hasSize(stopAt);
        FakePredictor second = new FakePredictor();

        EvaluationResult result =
                evaluation(new FakeDataset(9), second).output(stopped).build().run();

        assertThat(table(stopped)).isEqualTo(table(whole));
        assertThat(second.asked()).hasSize(9 - stopAt);
        assertThat(result.scores()).isEqualTo(EvaluationResult.read(whole).scores());
    }

    @Test
    void samplesThatFailedAreTriedAgainAndTakeTheirPlace() throws IOException {
        Path whole = folder.resolve("whole");
        Path mended = folder.resolve("mended");
        evaluation(new FakeDataset(5), new FakePredictor())
                .output(whole)
                .build()
                .run();
        evaluation(new FakeDataset(5).damaged(1).missing(2), new FakePredictor())
                .output(mended)
                .build()
                .run();
        FakePredictor second = new FakePredictor();

        EvaluationResult result =
                evaluation(new FakeDataset(5), second).output(mended).build().run();

        assertThat(second.asked()).containsExactly(1, 2);
        assertThat(table(mended)).isEqualTo(table(whole));
        assertThat(result.failures()).isEmpty();
        assertThat(EvaluationResult.read(mended).failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100})
    void rowThatWasCutOffIsDoneAgain(int lost) throws IOException {
        evaluation(new FakeDataset(4), new FakePredictor())
                .output(folder)
                .build()
                .run();
        String whole = table(folder);
        Files.writeString(folder.resolve("per_sample_metrics.csv"), whole.substring(0, whole.length() - lost));
        FakePredictor second = new FakePredictor();

        evaluation(new FakeDataset(4), second).output(folder).build().run();

        assertThat(second.asked()).containsExactly(3);
        assertThat(table(folder)).isEqualTo(whole);
    }

    @Test
    void folderOfOtherSettingsIsRefusedWithTheDifferences() throws IOException {
        evaluation(new FakeDataset(3), new FakePredictor())
                .output(folder)
                .build()
                .run();

        assertThatThrownBy(() -> evaluation(new FakeDataset(3), new FakePredictor("other", (index, cancellation) -> {}))
                        .alignment(DepthAlignment.of(AlignmentMode.NONE))
                        .setting("checkpoint", "b")
                        .output(folder)
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " holds an evaluation with other settings, choose another folder or delete it:"
                        + " alignment was least_square and is none; checkpoint was absent and is b;"
                        + " predictor.name was fake and is other");
    }

    @Test
    void tableOfSomebodyElseIsNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("per_sample_metrics.csv"), "filename,delta1_acc\na,1\n");

        assertThatThrownBy(() -> evaluation(new FakeDataset(3), new FakePredictor())
                        .output(folder)
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " must be empty or hold an evaluation, got a per_sample_metrics.csv without its"
                        + " evaluation.json");
    }

    @Test
    void folderOfASweepIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("cells"));

        assertThatThrownBy(() -> evaluation(new FakeDataset(3), new FakePredictor())
                        .output(folder)
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " must be empty or hold an evaluation, got a sweep");
    }

    @Test
    void folderServesOneRunAtATime() throws IOException {
        DepthPredictor nested = new FakePredictor(
                "fake",
                (index, cancellation) -> evaluation(new FakeDataset(2), new FakePredictor())
                        .output(folder)
                        .build()
                        .run());

        assertThatThrownBy(() -> evaluation(new FakeDataset(2), nested)
                        .output(folder)
                        .build()
                        .run())
                .hasMessageContaining(folder + " is in use by another evaluation");
    }

    @Test
    void anotherProcessIsKeptOutAlthoughThisOneReadsTheFilesMeanwhile() throws IOException {
        List<Boolean> gotIn = new ArrayList<>();
        DepthPredictor busy = new FakePredictor("fake", (index, cancellation) -> {
            EvaluationResult.read(folder);
            assertThatThrownBy(() -> evaluation(new FakeDataset(1), new FakePredictor())
                            .output(folder)
                            .build()
                            .run())
                    .hasMessageContaining("in use");
            try (FileLockProcess other = FileLockProcess.lock(folder.resolve("evaluation.lock"))) {
                gotIn.add(other.holds());
            }
        });

        evaluation(new FakeDataset(1), busy).output(folder).build().run();

        assertThat(gotIn).containsExactly(false);
        try (FileLockProcess after = FileLockProcess.lock(folder.resolve("evaluation.lock"))) {
            assertThat(after.holds()).isTrue();
        }
    }

    @Test
    void folderThatAnotherProcessHasIsRefusedUntouchedAndServesAfterwards() throws IOException {
        DepthEvaluation evaluation = evaluation(new FakeDataset(1), new FakePredictor())
                .output(folder)
                .build();
        try (FileLockProcess other = FileLockProcess.lock(folder.resolve("evaluation.lock"))) {
            assertThat(other.holds()).isTrue();

            assertThatThrownBy(evaluation::run)
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + " is in use by another evaluation");

            assertThat(folder.resolve("evaluation.json")).doesNotExist();
        }
        assertThat(evaluation.run().scores()).hasSize(1);
    }

    @Test
    void otherPartOrCropOfTheSamePicturesIsNotResumed() throws IOException {
        evaluation(new FakeDataset(2).setting("valid_area", "WHOLE"), new FakePredictor())
                .output(folder)
                .build()
                .run();

        assertThatThrownBy(() -> evaluation(new FakeDataset(2).setting("valid_area", "EIGEN"), new FakePredictor())
                        .output(folder)
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " holds an evaluation with other settings, choose another folder or delete it:"
                        + " dataset.valid_area was WHOLE and is EIGEN");
    }

    @Test
    void lastRowOfSomebodyElsesTableNeedsNoLineFeed() throws IOException {
        Path file = Files.writeString(folder.resolve("theirs.csv"), "filename,delta1_acc\na.npy,0.5\nb.npy,0.7");

        assertThat(EvaluationResult.read(file).scores()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void reasonNamesTheKindOfWhatIsNotOurs(Throwable cause, String reason) throws IOException {
        DepthPredictor failing = new FakePredictor("fake", (index, cancellation) -> {
            if (index == 0) {
                if (cause instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) cause;
            }
        });

        EvaluationResult result =
                evaluation(new FakeDataset(2), failing).build().run();

        assertThat(result.failures().get(0).reason()).isEqualTo(reason);
    }

    private static List<Arguments> reasons() {
        return List.of(
                Arguments.of(new InferenceException("no"), "no"),
                Arguments.of(new IllegalArgumentException("bad"), "bad"),
                Arguments.of(new PluginFailure("odd"), "PluginFailure: odd"),
                Arguments.of(new IOException("torn"), "IOException: torn"));
    }

    /** A plugin's own, whose package happens to begin as ours does. */
    private static final class PluginFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PluginFailure(String message) {
            super(message);
        }
    }

    @Test
    void interruptedRunStopsAndKeepsTheInterrupt() throws IOException {
        DepthPredictor interrupting = new FakePredictor("fake", (index, cancellation) -> {
            if (index == 3) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> evaluation(new FakeDataset(9), interrupting)
                        .output(folder)
                        .build()
                        .run())
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(EvaluationResult.read(folder).scores()).hasSizeBetween(3, 4);
    }

    @Test
    void listenerHearsOfEverySampleInOrderWithItsMaps() throws IOException {
        List<EvaluationProgress> progress = new ArrayList<>();
        List<String> scored = new ArrayList<>();
        EvaluationListener listener = new EvaluationListener() {
            @Override
            public void onProgress(EvaluationProgress report) {
                progress.add(report);
            }

            @Override
            public void onScored(DepthSample sample, AlignedDepth aligned, GroundTruth truth, SampleScore score) {
                assertThat(DepthScores.of(aligned.depth(), truth).get(DepthMetric.RMSE_LINEAR))
                        .isEqualTo(score.scores().get(DepthMetric.RMSE_LINEAR));
                scored.add(sample.id());
            }
        };

        evaluation(new FakeDataset(3).damaged(1), new FakePredictor())
                .listener(listener)
                .build()
                .run();

        assertThat(scored).containsExactly("room, 0/rgb_0.png", "room, 0/rgb_2.png");
        assertThat(progress)
                .containsExactly(
                        new EvaluationProgress(0, 0, 0, 3, ""),
                        new EvaluationProgress(1, 0, 0, 3, "room, 0/rgb_0.png"),
                        new EvaluationProgress(2, 0, 1, 3, "room, 1/rgb_1.png"),
                        new EvaluationProgress(3, 0, 1, 3, "room, 0/rgb_2.png"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void predictorDoesNotRunAheadOfTheScores(int threads) throws IOException {
        FakePredictor predictor = new FakePredictor();
        List<Integer> ahead = new ArrayList<>();
        EvaluationListener listener = new EvaluationListener() {
            @Override
            public void onProgress(EvaluationProgress report) {
                ahead.add(predictor.asked().size() - report.done());
            }
        };

        evaluation(new FakeDataset(30), predictor)
                .threads(threads)
                .listener(listener)
                .build()
                .run();

        assertThat(ahead).hasSize(31).allMatch(samples -> samples <= threads + 1);
    }

    @Test
    void whatTheListenerThrowsEndsTheRunAndItsRowsStay() throws IOException {
        EvaluationListener failing = new EvaluationListener() {
            @Override
            public void onScored(DepthSample sample, AlignedDepth aligned, GroundTruth truth, SampleScore score) {
                if (sample.id().endsWith("rgb_2.png")) {
                    throw new IllegalStateException("enough");
                }
            }
        };

        assertThatThrownBy(() -> evaluation(new FakeDataset(9), new FakePredictor())
                        .output(folder)
                        .listener(failing)
                        .build()
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");

        assertThat(EvaluationResult.read(folder).scores()).hasSize(3);
    }

    @Test
    void settingsThatWereChangedByHandAreRefused() throws IOException {
        evaluation(new FakeDataset(2), new FakePredictor())
                .output(folder)
                .build()
                .run();
        Path file = folder.resolve("evaluation.json");
        Files.writeString(file, Files.readString(file).replace("least_square", "none"));

        assertThatThrownBy(() -> EvaluationResult.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must have the fingerprint of its settings; it was changed by hand");
    }

    @Test
    void emptyDatasetIsRefused() {
        assertThatThrownBy(() -> evaluation(new FakeDataset(0), new FakePredictor())
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset fake must have at least one sample, got none");
    }

    @Test
    void onlyTheMetricsThatWereAskedForAreWritten() throws IOException {
        EvaluationResult result = evaluation(new FakeDataset(2), new FakePredictor())
                .metrics(List.of(DepthMetric.MAE, DepthMetric.RMSE_LINEAR))
                .output(folder)
                .build()
                .run();

        assertThat(table(folder)).startsWith("filename,mae,rmse_linear,sample,");
        assertThat(result.mean(DepthMetric.DELTA1)).isNaN();
        assertThat(EvaluationResult.read(folder).metrics()).isEqualTo(result.metrics());
    }

    @Test
    void tableOfThePublishedProgramIsRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("theirs.csv"), "filename,abs_relative_difference,delta1_acc\na/b.npy,0.1,0.9\n");

        EvaluationResult result = EvaluationResult.read(file);

        assertThat(result.mean(DepthMetric.DELTA1)).isEqualTo(0.9);
        assertThat(result.scores().get(0).prediction()).isEqualTo("a/b.npy");
        assertThat(result.settings()).isEmpty();
    }

    private static DepthEvaluation.Builder evaluation(FakeDataset dataset, DepthPredictor predictor) {
        return DepthEvaluation.builder(dataset, predictor).nanoTime(() -> 0);
    }

    private static DepthPredictor predictor(FloatTensor prediction) {
        return new DepthPredictor() {
            @Override
            public FloatTensor predict(DepthSample sample, Cancellation cancellation) {
                return prediction;
            }

            @Override
            public Map<String, String> settings() {
                return Map.of();
            }
        };
    }

    private static String table(Path folder) throws IOException {
        return Files.readString(folder.resolve("per_sample_metrics.csv"));
    }
}
