package dev.marigold.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.DepthEstimator;
import dev.marigold.DepthMembers;
import dev.marigold.DepthRequest;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import dev.marigold.ensemble.LeastSquaresEnsemblerProvider;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepCommandTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");

    /** What an engine may round differently from run to run. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path folder;

    private Path output;
    private Path index;

    @BeforeEach
    void writeDataset() throws IOException {
        output = folder.resolve("out");
        Files.copy(DEPTH.picture(), folder.resolve("first.png"));
        Files.copy(Conformance.named("depth-lcm").picture(), folder.resolve("second.png"));
        writeSlope("first.npy", 61, 90);
        writeSlope("second.npy", 40, 40);
        index = Files.writeString(folder.resolve("index.csv"), "rgb,gt\nfirst.png,first.npy\nsecond.png,second.npy\n");
    }

    private void writeSlope(String name, int height, int width) throws IOException {
        float[] slope = new float[height * width];
        for (int i = 0; i < slope.length; i++) {
            int row = i / width;
            slope[i] = 1 + i % width * 0.05f + row * 0.02f;
        }
        NpyFile.write(FloatTensor.wrap(Shape.of(height, width), slope), folder.resolve(name));
    }

    @Test
    void tablesSummaryAndChartsAreWritten() throws IOException {
        Outcome outcome = sweep("--ensemble-sizes", "1,3", "--steps", "1,2");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        List<String> files = outcome.out()
                .lines()
                .map(line -> output.relativize(Path.of(line)).toString())
                .toList();
        assertThat(files)
                .containsExactly(
                        "sweep.csv",
                        "sweep.json",
                        "summary.md",
                        "charts/abs_relative_difference-by-ensemble-size-ddim-r64-least-squares.png",
                        "charts/abs_relative_difference-by-steps-ddim-r64-least-squares.png",
                        "charts/abs_relative_difference-by-time-ddim-r64-least-squares.png",
                        "charts/delta1_acc-by-ensemble-size-ddim-r64-least-squares.png",
                        "charts/delta1_acc-by-steps-ddim-r64-least-squares.png",
                        "charts/delta1_acc-by-time-ddim-r64-least-squares.png");
        String summary = Files.readString(output.resolve("summary.md"));
        assertThat(summary)
                .contains("| steps | 1 member | 3 members |", "## How much seeds disagree")
                .doesNotContain("NaN");
        for (String file : files.subList(3, files.size())) {
            assertThat(summary).contains("](" + file + ")");
            assertThat(RgbImage.read(output.resolve(file)).width()).isEqualTo(1200);
        }
    }

    @Test
    void cellsAreWhatTheEstimatorsOwnEnsemblesGive() throws IOException {
        sweep("--ensemble-sizes", "1,2,4", "--steps", "2");

        JsonNode cells = json().get("cells");
        assertThat(cells).hasSize(3);
        assertThat(cells.get(1).get("images").asInt()).isEqualTo(2);
        assertThat(json().at("/groups/0/exactPrefixes").asBoolean()).isTrue();
        assertThat(json().at("/groups/0/memberDeviation").asDouble()).isPositive();
        EvaluationResult two = EvaluationResult.read(output.resolve("cells/ddim-r64-s2/e2-least-squares"));
        assertThat(cells.get(1).at("/metrics/abs_relative_difference/mean").asDouble())
                .isEqualTo(two.mean(DepthMetric.ABS_RELATIVE_DIFFERENCE));
    }

    @Test
    void aCellAndAPlainRunDifferInTheMembersThatWereComputed() throws IOException {
        sweep("--ensemble-sizes", "1,2,3", "--steps", "1");
        Path run = folder.resolve("run");
        Outcome plain = Outcome.of(
                "evaluate",
                "--dataset",
                index,
                "--model",
                DEPTH.directory(),
                "--steps",
                1,
                "--ensemble-size",
                2,
                "--output",
                run);
        assertThat(plain.err()).isEmpty();
        Path comparison = folder.resolve("comparison");

        Outcome.of("compare", output.resolve("cells/ddim-r64-s1/e2-least-squares"), run, "--output", comparison);

        JsonNode differences = new ObjectMapper()
                .readTree(comparison.resolve("comparison.json").toFile())
                .get("differences");
        assertThat(differences.fieldNames()).toIterable().containsExactly("predictor.members");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void firstMembersOfARealNetworkMergeIntoAPlainRunOfThatSize(int size) throws IOException {
        DepthRequest.Builder request =
                DepthRequest.builder(RgbImage.read(DEPTH.picture())).seed(1234);
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(DEPTH.directory())
                .backend("onnx")
                .threads(1)
                .build()) {
            DepthMembers members = estimator.members(request.ensembleSize(4).build());

            FloatTensor merged =
                    members.merge(size, new LeastSquaresEnsemblerProvider()).depth();

            assertThat(members.hasExactPrefixes()).isTrue();
            Conformance.assertClose(
                    merged,
                    estimator.estimate(request.ensembleSize(size).build()).depth(),
                    ROUNDING);
        }
    }

    @Test
    void aSchedulerThatIsNotThereIsRefusedBeforeAnythingIsComputed() throws IOException {
        Outcome outcome = sweep("--ensemble-sizes", "1", "--steps", "1", "--schedulers", "ddim,euler");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: No SchedulerProvider with id 'euler'; found ");
        assertThat(output).doesNotExist();
    }

    @Test
    void everyAxisOfTheGridIsDrawnWhereItHasSeveralValues() throws IOException {
        Outcome outcome = sweep(
                "--ensemble-sizes",
                "1,2",
                "--steps",
                "1,2",
                "--schedulers",
                "ddim,lcm",
                "--resolutions",
                "32,64",
                "--ensemblers",
                "median,mean");

        assertThat(outcome.err()).isEmpty();
        assertThat(Files.readAllLines(output.resolve("sweep.csv"))).hasSize(1 + 32);
        assertThat(charts())
                .contains(
                        "delta1_acc-by-resolution-lcm-e2-mean.png",
                        "delta1_acc-by-scheduler-r64-e2-median.png",
                        "delta1_acc-by-ensembler-ddim-r32-s2.png");
        assertThat(Files.readString(output.resolve("summary.md")))
                .contains("Smaller ensembles of lcm-r32-s2, lcm-r64-s2 are not those of a run with their size");
    }

    @Test
    void finishedSweepIsNotComputedAgain() throws IOException {
        sweep("--ensemble-sizes", "1,2", "--steps", "1");
        String table = Files.readString(output.resolve("sweep.csv"));

        Outcome outcome = sweep("--ensemble-sizes", "1,2", "--steps", "1");

        assertThat(outcome.exitCode()).isZero();
        // Times are measured: a second computation would not repeat them.
        assertThat(Files.readString(output.resolve("sweep.csv"))).isEqualTo(table);
    }

    @Test
    void folderOfOtherSettingsIsAFailure() throws IOException {
        sweep("--ensemble-sizes", "1", "--steps", "1");

        Outcome outcome = sweep("--ensemble-sizes", "1", "--steps", "1", "--seed", "7");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("marigold: " + output.resolve("cells/ddim-r64-s1/e1-least-squares")
                        + " holds an evaluation with other settings, choose another folder or delete it:"
                        + " predictor.seed was 1234 and is 7\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void namesCannotBreakThePage() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("<i>a|b"));
        Files.copy(DEPTH.picture(), odd.resolve("first.png"));
        Files.copy(folder.resolve("first.npy"), odd.resolve("first.npy"));
        index = Files.writeString(odd.resolve("index.csv"), "rgb,gt\nfirst.png,first.npy\n");

        sweep("--ensemble-sizes", "1", "--steps", "1");

        assertThat(Files.readString(output.resolve("summary.md")))
                .contains(" on &lt;i>a\\|b\n")
                .doesNotContain("<i>");
    }

    @Test
    void pictureThatFailsIsReportedOncePerGroupAndTheOthersAreStillDone() throws IOException {
        Files.writeString(index, "rgb,gt\nfirst.png,first.npy\nabsent.png,second.npy\n");

        Outcome outcome = sweep("--ensemble-sizes", "1,2", "--steps", "1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err())
                .startsWith("marigold: ddim-r64-s1: absent.png: ")
                .contains("missing");
        assertThat(json().at("/cells/1/images").asInt()).isEqualTo(1);
        assertThat(json().at("/cells/1/failed").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void badValuesAreRefusedBeforeACheckpointIsFetched(String option, String value, String message) {
        Outcome outcome = Outcome.of(
                "sweep", "--dataset", index, "--model", "hf:nobody/nothing", "--output", output, option, value);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("marigold: " + message + "\nTry 'marigold sweep --help'\n");
        assertThat(output).doesNotExist();
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of(
                        "--ensemble-sizes",
                        "1,65",
                        "Invalid value for option '--ensemble-sizes': ensembleSizes must be in [1, 64], got 65"),
                Arguments.of(
                        "--steps",
                        "2,2",
                        "Invalid value for option '--steps': steps must be at least one and each once, got [2, 2]"),
                Arguments.of(
                        "--ensemblers",
                        "vote",
                        "No EnsemblerProvider with id 'vote'; found [least-squares, mean, median, reference]"),
                Arguments.of(
                        "--resolutions",
                        "64,-8",
                        "Invalid value for option '--resolutions': resolutions must be in [0, 16384], got -8"),
                Arguments.of(
                        "--alignment",
                        "best",
                        "Invalid value for option '--alignment': alignment must be one of least_square,"
                                + " least_square_disparity, scale, none, got 'best'"));
    }

    private Outcome sweep(Object... options) {
        List<Object> words =
                new ArrayList<>(List.of("sweep", "--dataset", index, "--model", DEPTH.directory(), "--output", output));
        words.addAll(List.of(options));
        return Outcome.of(words.toArray());
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(output.resolve("sweep.json").toFile());
    }

    private List<String> charts() throws IOException {
        try (Stream<Path> files = Files.list(output.resolve("charts"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
