package dev.marigold.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import dev.marigold.cli.SmallDataset;
import dev.marigold.cli.SmallNyu;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.image.DepthWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");

    @TempDir
    Path folder;

    private SmallDataset dataset;
    private Path predictions;
    private Path output;

    @BeforeEach
    void writeDataset() throws IOException {
        dataset = SmallDataset.in(folder.resolve("small"));
        predictions = folder.resolve("predictions");
        output = folder.resolve("made/on/demand");
    }

    @Test
    void filesOfTheRunArePrinted() {
        Outcome outcome = evaluate("--predictor", "ramp");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        Stream.of("per_sample_metrics.csv", "summary.md", "summary.json", "report.html")
                                .map(name -> output.resolve(name) + "\n")
                                .reduce("", String::concat),
                        ""));
    }

    @Test
    void predictionsUpToScaleAndShiftArePerfect() throws IOException {
        predictAll(0);

        assertThat(evaluate("--predictions", predictions).exitCode()).isZero();

        EvaluationResult result = EvaluationResult.read(output);
        assertThat(result.scores()).hasSize(SmallDataset.SIZE);
        assertThat(result.mean(DepthMetric.ABS_RELATIVE_DIFFERENCE)).isCloseTo(0, within(1e-5));
        assertThat(result.mean(DepthMetric.DELTA1)).isEqualTo(1);
    }

    @Test
    void predictionsMayBe16BitPictures() throws IOException {
        Files.createDirectories(predictions);
        for (int i = 0; i < SmallDataset.SIZE; i++) {
            DepthWriter.greyPng16()
                    .write(dataset.prediction(i, 0), predictions.resolve(SmallDataset.name(i) + "_depth.png"));
        }

        assertThat(evaluate("--predictions", predictions).exitCode()).isZero();

        assertThat(EvaluationResult.read(output).mean(DepthMetric.ABS_RELATIVE_DIFFERENCE))
                .isCloseTo(0, within(1e-3));
    }

    @Test
    void modelRunsFromThePublishedSeedForEveryPicture() throws IOException {
        predictWithDepthCommand(1234);

        evaluate("--model", DEPTH.directory());
        Path live = output;
        output = folder.resolve("from-files");
        evaluate("--predictions", predictions);

        EvaluationResult ofFiles = EvaluationResult.read(output);
        EvaluationResult ofModel = EvaluationResult.read(live);
        assertThat(ofModel.values(DepthMetric.ABS_RELATIVE_DIFFERENCE))
                .containsExactly(ofFiles.values(DepthMetric.ABS_RELATIVE_DIFFERENCE), within(1e-6));
        assertThat(ofModel.settings())
                .containsEntry("predictor.seed", "1234")
                .containsEntry("predictor.steps", "4")
                .containsEntry("predictor.ensemble_size", "1")
                .containsEntry("predictor.resolution", "64")
                .containsEntry(
                        "predictor.checkpoint", DEPTH.directory().toRealPath().toString());
    }

    @Test
    void protocolSetsWhatOtherOptionsLeaveOpen() throws IOException {
        Outcome outcome = evaluate(
                "--model",
                DEPTH.directory(),
                "--protocol",
                "v1-1",
                "--ensemble-size",
                2,
                "--mirror-members",
                "--limit",
                1,
                "--seed",
                7);

        assertThat(outcome.err()).isEmpty();
        assertThat(EvaluationResult.read(output).settings())
                .containsEntry("predictor.steps", "1")
                .containsEntry("predictor.ensemble_size", "2")
                .containsEntry("predictor.mirrors_members", "true")
                .containsEntry("predictor.resolution", "64")
                .containsEntry("predictor.seed", "7");
    }

    @Test
    void zeroLatentsTakeThePlaceOfASeed() throws IOException {
        Outcome outcome = evaluate("--model", DEPTH.directory(), "--steps", 1, "--limit", 1, "--zero-latents");

        assertThat(outcome.err()).isEmpty();
        assertThat(EvaluationResult.read(output).settings()).containsEntry("predictor.seed", "zero latents");
    }

    @Test
    void limitTakesTheFirstPictures() throws IOException {
        evaluate("--predictor", "constant", "--limit", 2);

        assertThat(EvaluationResult.read(output).scores())
                .extracting(score -> score.sample())
                .containsExactly("photo0.png", "photo1.png");
    }

    @Test
    void metricsAndAlignmentAreChosen() throws IOException {
        evaluate("--predictor", "ramp", "--metrics", "mae,delta1_acc", "--alignment", "scale");

        EvaluationResult result = EvaluationResult.read(output);
        assertThat(result.metrics()).containsExactly(DepthMetric.MAE, DepthMetric.DELTA1);
        assertThat(result.settings()).containsEntry("alignment", "scale");
        assertThat(Files.readString(output.resolve("report.html"))).contains("MAE by picture");
    }

    @Test
    void depthRangeOfAnIndexIsChosen() throws IOException {
        evaluate("--predictor", "ramp", "--min-depth", 1, "--max-depth", 2.5);

        assertThat(EvaluationResult.read(output).settings()).containsEntry("dataset.range", "1.0..2.5");
    }

    @Test
    void missingPredictionsAreNamedAndCounted() throws IOException {
        dataset.predict(predictions, 0, 3);
        dataset.predict(predictions, 2, 3);

        Outcome outcome = evaluate("--predictions", predictions);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .hasSize(3)
                .first()
                .isEqualTo("marigold: photo1.png: no prediction in " + predictions
                        + ", looked for photo1.npy, photo1.png, photo1_depth.npy, photo1_depth.png, photo1_depth_metric.npy,"
                        + " photo1_depth_mm.png");
        assertThat(outcome.err())
                .endsWith("marigold: evaluated 2 of 4 pictures; " + output.resolve("failures.csv")
                        + " says which failed and why\n");
        assertThat(Files.readString(output.resolve("summary.md")))
                .contains("evaluated 2 of 4 pictures.")
                .contains("| photo3.png | no prediction in ");
        assertThat(Files.readString(output.resolve("report.html")))
                .contains("2 failed")
                .contains("photo3.png");
        JsonNode summary = summary();
        assertThat(summary.get("evaluated").asInt()).isEqualTo(2);
        assertThat(summary.get("failed").asInt()).isEqualTo(2);
        assertThat(summary.get("failures").get(0).get("sample").asText()).isEqualTo("photo1.png");
    }

    @Test
    void sameCommandGoesOnWithWhatIsMissing() throws IOException {
        dataset.predict(predictions, 0, 3);
        evaluate("--predictions", predictions);
        double before = EvaluationResult.read(output).scores().get(0).scores().get(DepthMetric.DELTA1);
        predictAll(0);

        Outcome outcome = evaluate("--predictions", predictions);

        assertThat(outcome.err()).isEqualTo(earlier("1 of 4"));
        assertThat(outcome.exitCode()).isZero();
        EvaluationResult result = EvaluationResult.read(output);
        assertThat(result.scores()).hasSize(4);
        assertThat(result.scores().get(0).scores().get(DepthMetric.DELTA1)).isEqualTo(before);
    }

    private static String earlier(String judged) {
        return "marigold: INFO: " + judged
                + " pictures were judged by an earlier run; another --output judges them anew\n";
    }

    @Test
    void resumedRunShowsPicturesOfTheEarlierOne() throws IOException {
        evaluate("--predictor", "ramp");
        String first = Files.readString(output.resolve("report.html"));

        evaluate("--predictor", "ramp");

        assertThat(Files.readString(output.resolve("report.html")).split("<article", -1))
                .hasSameSizeAs(first.split("<article", -1))
                .hasSizeGreaterThan(3);
    }

    @Test
    void resumedRunDoesWithoutPicturesThatAreGone() throws IOException {
        predictAll(1);
        evaluate("--predictions", predictions);
        for (int i = 0; i < SmallDataset.SIZE; i++) {
            Files.delete(predictions.resolve(SmallDataset.name(i) + ".npy"));
        }

        Outcome outcome = evaluate("--predictions", predictions);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .startsWith(earlier("4 of 4") + "marigold: The report lacks pictures: ")
                .hasLineCount(2);
        assertThat(output.resolve("report.html")).content().doesNotContain("<article");
    }

    @Test
    void mapsAreJudgedWithoutTheirDamagedPictures() throws IOException {
        predictAll(1);
        Path picture = dataset.folder().resolve("photo1.png");
        Files.write(picture, Arrays.copyOf(Files.readAllBytes(picture), 50));

        Outcome outcome = evaluate("--predictions", predictions);

        assertThat(outcome.exitCode()).isZero();
        assertThat(EvaluationResult.read(output).scores()).hasSize(SmallDataset.SIZE);
        assertThat(output.resolve("report.html"))
                .content()
                .contains("photo0.png")
                .contains("<article");
    }

    @Test
    void metresAreJudgedAsTheyAre() throws IOException {
        for (int i = 0; i < SmallDataset.SIZE; i++) {
            String name = SmallDataset.name(i);
            Files.createDirectories(predictions);
            Files.copy(dataset.folder().resolve(name + "_gt.npy"), predictions.resolve(name + "_depth_metric.npy"));
            DepthWriter.npy().write(dataset.prediction(i, 0), predictions.resolve(name + "_depth.npy"));
        }

        Outcome outcome = evaluate("--predictions", predictions, "--alignment", "none", "--metrics", "mae");

        assertThat(outcome.exitCode()).isZero();
        assertThat(EvaluationResult.read(output).mean(DepthMetric.MAE)).isZero();
    }

    @Test
    void otherSettingsAreRefusedWithTheDifferences() {
        evaluate("--predictor", "ramp");

        Outcome outcome = evaluate("--predictor", "constant", "--alignment", "scale");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "marigold: " + output + " holds an evaluation with other settings, choose another folder or"
                                + " delete it: alignment was least_square and is scale; predictor.trivial was"
                                + " vertical_ramp and is constant\n"));
    }

    @Test
    void defaultsThatAreSpeltOutAreTheSameSettings() throws IOException {
        evaluate("--model", DEPTH.directory(), "--limit", 1);
        Map<String, String> first = EvaluationResult.read(output).settings();

        Outcome outcome = evaluate(
                "--model",
                DEPTH.directory(),
                "--limit",
                1,
                "--scheduler",
                "ddim",
                "--steps",
                4,
                "--ensemble-size",
                1,
                "--ensembler",
                "least-squares",
                "--resolution",
                64,
                "--resample",
                "bilinear",
                "--batch-size",
                2);

        assertThat(outcome.err()).isEqualTo(earlier("1 of 1"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(EvaluationResult.read(output).settings()).isEqualTo(first);
    }

    @Test
    void summaryHoldsFractionsWithIntervalsAndGroups() throws IOException {
        evaluate("--predictor", "ramp");

        JsonNode delta1 = summary().get("metrics").get("delta1_acc");
        EvaluationResult result = EvaluationResult.read(output);
        assertThat(delta1.get("mean").asDouble()).isEqualTo(result.mean(DepthMetric.DELTA1));
        assertThat(delta1.get("low").asDouble())
                .isLessThanOrEqualTo(delta1.get("mean").asDouble());
        assertThat(delta1.get("groupMeans").get("outdoor").asDouble())
                .isEqualTo(result.groupMeans(DepthMetric.DELTA1).get("outdoor"));
        assertThat(delta1.get("overGroups").get("mean").asDouble())
                .isEqualTo(result.meanOverGroups(DepthMetric.DELTA1));
    }

    @Test
    void publishedNumbersStandBesideARunOnTheirData() throws IOException {
        Path base = SmallNyu.write(folder.resolve("nyu"), 2);

        Outcome outcome = Outcome.of(
                "evaluate",
                "--dataset",
                base,
                "--layout",
                "nyuv2",
                "--list",
                base.resolve("list.txt"),
                "--predictor",
                "ramp",
                "--output",
                output);

        assertThat(outcome.err()).isEmpty();
        assertThat(Files.readString(output.resolve("summary.md")))
                .contains("# Vertical ramp on NYUv2\n")
                .contains("Not comparable: this run covers 2 pictures, the published numbers are means over 654.")
                .contains("| Marigold, 10 members, 50 steps | Ke et al., CVPR 2024, table 1 | 5.5 | 96.4 |")
                .contains("| This run: Vertical ramp | measured | ");
    }

    @Test
    void noPublishedNumbersStandBesideOwnData() throws IOException {
        evaluate("--predictor", "ramp");

        assertThat(Files.readString(output.resolve("report.html"))).doesNotContain("CVPR");
    }

    private void predictAll(int noise) throws IOException {
        for (int i = 0; i < SmallDataset.SIZE; i++) {
            dataset.predict(predictions, i, noise);
        }
    }

    private void predictWithDepthCommand(long seed) {
        Stream<Object> options = Stream.of(
                "depth", "--model", DEPTH.directory(), "--seed", seed, "--formats", "npy", "--output", predictions);
        Stream<Object> pictures =
                Stream.of(0, 1, 2, 3).map(i -> dataset.folder().resolve(SmallDataset.name(i) + ".png"));
        assertThat(Outcome.of(Stream.concat(options, pictures).toArray()).exitCode())
                .isZero();
    }

    private JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
    }

    private Outcome evaluate(Object... options) {
        List<Object> common = List.of("evaluate", "--dataset", dataset.index(), "--output", output);
        return Outcome.of(Stream.concat(common.stream(), Stream.of(options)).toArray());
    }
}
