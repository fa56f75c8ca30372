package dev.marigold.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.Outcome;
import dev.marigold.cli.SmallDataset;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateFailureTest {
    private static final String HINT = "Try 'marigold evaluate --help'\n";

    @TempDir
    Path folder;

    private Path index;

    @BeforeEach
    void writeDataset() throws IOException {
        index = SmallDataset.in(folder.resolve("small")).index();
    }

    @ParameterizedTest
    @CsvSource({"--metrics, 'mae,mae'", "--alignment-resolution, -1"})
    void badValuesAreRefusedBeforeACheckpointIsFetched(String option, String value) {
        Path output = folder.resolve("out");

        Outcome outcome = Outcome.of(
                "evaluate", "--dataset", index, "--model", "hf:nobody/nothing", "--output", output, option, value);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: Invalid value for option '" + option + "': ");
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --layout sintel              | Invalid value for option '--layout': layout must be one of nyuv2, kitti, eth3d, scannet, diode, hypersim, vkitti2, got sintel; or index for your own
                    --layout nyuv2               | --layout nyuv2 needs --list FILE; the published one is nyu_depth/labeled/filename_list_test.txt
                    --layout nyuv2 --list x --max-depth 5 | --min-depth and --max-depth are for --layout index; the range of nyuv2 is published
                    --list x                     | --list and --valid-area need a published --layout
                    --valid-area eigen           | --list and --valid-area need a published --layout
                    --valid-area middle          | Invalid value for option '--valid-area': valid area must be one of whole, eigen, garg, got 'middle'
                    --limit 0                    | Invalid value for option '--limit': limit must be >= 1, got 0
                    --min-depth 3 --max-depth 2  | Invalid values for options '--min-depth' and '--max-depth': min must be >= 0 and max above min, got 3.0 and 2.0
                    --alignment best             | Invalid value for option '--alignment': alignment must be one of least_square, least_square_disparity, scale, none, got 'best'
                    --alignment-resolution -1    | Invalid value for option '--alignment-resolution': maxResolution must be >= 0, got -1
                    --metrics delta1_acc,psnr    | Invalid value for option '--metrics' (LIST): metric must be one of abs_relative_difference, squared_relative_difference, rmse_linear, rmse_log, log10, delta1_acc, delta2_acc, delta3_acc, i_rmse, silog_rmse, mae, got 'psnr'
                    --metrics mae,mae            | Invalid value for option '--metrics': metrics must be at least one and each once, got [MAE, MAE]
                    --protocol v2                | Invalid value for option '--protocol': protocol must be one of v1-0, v1-1, v1-1-4x10, got 'v2'
                    --protocol v1-0              | --protocol is for models, not for --predictor
                    --seed 3                     | --seed is for models, not for --predictor
                    --zero-latents               | --zero-latents is for models, not for --predictor
                    --seed 3 --zero-latents      | --seed and --zero-latents exclude each other
                    --steps 3                    | --steps is for models, not for --predictor
                    --resample nearest           | --resample is for models, not for --predictor
                    --model x                    | --model is for models, not for --predictor
                    --predictions x              | --predictions and --predictor exclude each other
                    --examples 21                | Invalid value for option '--examples': examples must be in [0, 20], got 21
                    """)
    void badUsageIsOneLineAndAHint(String options, String message) {
        List<Object> arguments = new ArrayList<>(arguments("ramp"));
        arguments.addAll(List.of(options.split(" ")));

        assertThat(Outcome.of(arguments.toArray())).isEqualTo(new Outcome(2, "", "marigold: " + message + "\n" + HINT));
    }

    @Test
    void unknownPredictorNamesTheKnownOnes() {
        assertThat(Outcome.of(arguments("median").toArray()))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "marigold: Invalid value for option '--predictor': predictor must be one of constant, ramp, got"
                                + " 'median'\n" + HINT));
    }

    @Test
    void dataSetAndOutputAreRequired() {
        assertThat(Outcome.of("evaluate").err())
                .isEqualTo("marigold: Missing required options: '--dataset=PATH', '--output=DIR'\n" + HINT);
    }

    @Test
    void absentIndexIsNamed() {
        Path absent = folder.resolve("absent.csv");

        assertThat(evaluate(absent)).isEqualTo(new Outcome(1, "", "marigold: No such file: " + absent + "\n"));
    }

    @Test
    void directoryNeedsItsLayout() {
        assertThat(evaluate(folder))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "marigold: --dataset must be an index.csv, or have its --layout, got the directory " + folder
                                + "\n" + HINT));
    }

    @Test
    void absentListIsNamed() {
        Path list = folder.resolve("list.txt");

        Outcome outcome = Outcome.of(
                "evaluate",
                "--dataset",
                folder,
                "--layout",
                "kitti",
                "--list",
                list,
                "--predictor",
                "ramp",
                "--output",
                folder.resolve("out"));

        assertThat(outcome).isEqualTo(new Outcome(1, "", "marigold: No such file: " + list + "\n"));
    }

    @Test
    void damagedIndexIsNamedWithItsLine() throws IOException {
        Files.writeString(index, "rgb,gt\nphoto0.png,\n");

        assertThat(evaluate(index))
                .isEqualTo(new Outcome(
                        1, "", "marigold: " + index + " line 2: gt must be a path relative to the index, got ''\n"));
    }

    @Test
    void absentPredictionsFolderIsNamed() {
        Path absent = folder.resolve("absent");

        Outcome outcome =
                Outcome.of("evaluate", "--dataset", index, "--predictions", absent, "--output", folder.resolve("out"));

        assertThat(outcome).isEqualTo(new Outcome(1, "", "marigold: Not a directory: " + absent + "\n"));
    }

    @Test
    void nothingToJudgeIsOneLine() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        Outcome outcome =
                Outcome.of("evaluate", "--dataset", index, "--predictions", empty, "--output", folder.resolve("out"));

        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                1,
                                "",
                                "marigold: None of the 4 samples of small could be evaluated; the first, photo0.png: no"
                                        + " prediction in " + empty
                                        + ", looked for photo0.npy, photo0.png, photo0_depth.npy, photo0_depth.png, photo0_depth_metric.npy, photo0_depth_mm.png\n"));
    }

    @Test
    void aStoppedEvaluationSaysHowToGoOn() {
        Path output = folder.resolve("out");
        Thread.currentThread().interrupt();

        Outcome outcome = Outcome.of("evaluate", "--dataset", index, "--predictor", "ramp", "--output", output);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.err())
                .isEqualTo("marigold: The evaluation was stopped; the same command goes on in " + output + "\n");
    }

    @Test
    void aFolderInWhichNothingWasJudgedIsFree() throws IOException {
        Path output = folder.resolve("out");
        Path wrong = Files.createDirectories(folder.resolve("wrong"));
        Path right = folder.resolve("right");
        SmallDataset.in(folder.resolve("small")).predict(right, 0, 3);
        Outcome.of("evaluate", "--dataset", index, "--metrics", "mae", "--predictions", wrong, "--output", output);

        Outcome outcome =
                Outcome.of("evaluate", "--dataset", index, "--limit", 1, "--predictions", right, "--output", output);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(EvaluationResult.read(output).metrics()).isEqualTo(DepthMetric.published());
        assertThat(EvaluationResult.read(output).scores()).hasSize(1);
        assertThat(output.resolve("failures.csv")).content().doesNotContain("photo");
    }

    @Test
    void outputThatHoldsSomethingElseIsRefused() throws IOException {
        Path output = Files.createDirectories(folder.resolve("out"));
        Files.writeString(output.resolve("per_sample_metrics.csv"), "precious\n");

        assertThat(evaluate(index))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "marigold: " + output + " must be empty or hold an evaluation, got a per_sample_metrics.csv"
                                + " without its evaluation.json\n"));
    }

    @Test
    void absentCheckpointIsNamed() {
        Outcome outcome =
                Outcome.of("evaluate", "--dataset", index, "--model", "absent", "--output", folder.resolve("out"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("marigold: ").contains("absent").hasLineCount(1);
    }

    private Outcome evaluate(Path dataset) {
        return Outcome.of("evaluate", "--dataset", dataset, "--predictor", "ramp", "--output", folder.resolve("out"));
    }

    private List<Object> arguments(String predictor) {
        return List.of("evaluate", "--dataset", index, "--predictor", predictor, "--output", folder.resolve("out"));
    }
}
