package dev.marigold.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.cli.Outcome;
import dev.marigold.cli.SmallDataset;
import dev.marigold.cli.SmallNyu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short trainings from whatever a training can start from, and on whatever it can read. */
class TrainingRunTest {
    @TempDir
    static Path given;

    private static Path model;
    private static Path generator;
    private static SmallDataset pictures;

    @TempDir
    Path folder;

    private Path run;

    @BeforeAll
    static void makeModelsAndPictures() throws IOException {
        model = random("model");
        generator = SmallGenerator.of(random("generator"));
        pictures = SmallDataset.in(given.resolve("small"));
    }

    private static Path random(String name) {
        Path directory = given.resolve(name);
        assertThat(Outcome.of("models", "random", "--config", "tiny", "--output", directory)
                        .exitCode())
                .isZero();
        return directory;
    }

    @BeforeEach
    void nameTheRun() {
        run = folder.resolve("run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkpoint: MODEL | kind: denoising",
                "text-to-image: GENERATOR | prediction: v-prediction",
                "text-to-image: FILE | prediction: v-prediction",
                "'scratch: {autoencoder: {channels: [8, 8], encoder-blocks: [1, 1], decoder-blocks: [1, 1]},"
                        + " unet: {channels: [16, 16], heads: [2, 2]}}' | kind: end-to-end",
                "'scratch: {autoencoder: {kind: kl, channels: [8, 8], groups: 4},"
                        + " unet: {channels: [16, 16], heads: [2, 2]}}' | prediction: sample",
            })
    void whateverATrainingStartsFromItEndsWithACheckpointThatPredicts(String start, String objective)
            throws IOException {
        Outcome outcome = train(start, objective, List.of("sizes: [16x16]"), data("index: INDEX"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertPredicts();
    }

    @Test
    void aTrainingStartsFromTheBundledCheckpoint() throws IOException {
        Outcome outcome =
                train("checkpoint: bundled", "kind: denoising", List.of("sizes: [16x16]"), data("index: INDEX"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertPredicts();
    }

    @Test
    void aGeneratorGoesOnPredictingTheNoiseWhereSomeSignalIsLeft() throws IOException {
        Outcome outcome =
                train("text-to-image: GENERATOR", "zero-snr: false", List.of("sizes: [16x16]"), data("index: INDEX"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        SchedulerConfig scheduler =
                Checkpoint.open(run.resolve("checkpoint-00000002")).scheduler();
        assertThat(scheduler.text("prediction_type", "")).isEqualTo("epsilon");
        assertThat(scheduler.flag("rescale_betas_zero_snr", true)).isFalse();
        assertPredicts();
    }

    @Test
    void aGeneratorOfNoiseIsRefusedWhereNoSignalIsLeft() throws IOException {
        Outcome outcome =
                train("text-to-image: GENERATOR", "kind: denoising", List.of("sizes: [16x16]"), data("index: INDEX"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("line 2: key 'objective.zero-snr': epsilon, which the start predicts, needs zero-snr: false");
        assertThat(run).doesNotExist();
    }

    @Test
    void dataSetsHaveSizesOfTheirOwn() throws IOException {
        Path nyu = SmallNyu.write(folder.resolve("nyu"), 2);

        Outcome outcome = train(
                "checkpoint: MODEL",
                "kind: denoising",
                List.of("flip: 0"),
                List.of(
                        "layout: nyuv2, base: '" + nyu + "', list: '" + nyu.resolve("list.txt")
                                + "', sizes: [32x24], weight: 0.9",
                        "index: INDEX, sizes: [24x16, 16x16], weight: 0.1"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode settings = new ObjectMapper()
                .readTree(run.resolve("checkpoint-00000002/trainer/state.json").toFile())
                .path("settings");
        assertThat(settings.path("sizes of dataset.0").asText()).isEqualTo("[32x24]");
        assertThat(settings.path("sizes of dataset.1").asText()).isEqualTo("[24x16, 16x16]");
    }

    @ParameterizedTest
    @CsvSource({"whole, WHOLE", "eigen, EIGEN"})
    void aPublishedLayoutCountsTheAreaThatIsAskedFor(String named, String area) throws IOException {
        Outcome outcome = train(
                "checkpoint: MODEL",
                "kind: denoising",
                List.of("sizes: [16x16]"),
                data(nyu() + ", valid-area: " + named));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode settings = new ObjectMapper()
                .readTree(run.resolve("checkpoint-00000002/trainer/state.json").toFile())
                .path("settings");
        assertThat(settings.path("dataset.0").asText()).contains("valid_area=" + area);
    }

    @Test
    void anAreaThatALayoutDoesNotHaveIsRefused() throws IOException {
        Outcome outcome = train(
                "checkpoint: MODEL", "kind: denoising", List.of("sizes: [16x16]"), data(nyu() + ", valid-area: garg"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("key 'data[0].valid-area': validArea must be one of ", " for nyuv2, got GARG");
    }

    private String nyu() throws IOException {
        Path nyu = SmallNyu.write(folder.resolve("nyu"), 2);
        return "layout: nyuv2, base: '" + nyu + "', list: '" + nyu.resolve("list.txt") + "'";
    }

    @Test
    void aDataSetWithoutSizesOfItsOwnNeedsThoseOfAll() throws IOException {
        Outcome outcome = train(
                "checkpoint: MODEL",
                "kind: denoising",
                List.of("flip: 0"),
                List.of("index: INDEX, sizes: [24x16]", "index: INDEX"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("line 3: key 'samples.sizes' must be given");
    }

    @Test
    void validationsMeasureAndDraw() throws IOException {
        List<String> settings =
                settings("checkpoint: MODEL", "kind: denoising", List.of("sizes: [16x16]"), data("index: INDEX"));
        settings.add("validation: {data: {index: '" + pictures.index() + "', to: 3}, every: 1, previews: 2}");

        Outcome outcome = train(settings);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<String> rows = Files.readAllLines(run.resolve("validation.csv"));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith("update,dataset,").contains("abs_relative_difference");
        assertThat(rows.get(1)).startsWith("1,small,");
        assertThat(rows.get(2)).startsWith("2,small,");
        assertThat(run.resolve("previews"))
                .isDirectoryContaining("glob:**/update-00000001-00.png")
                .isDirectoryContaining("glob:**/update-00000002-01.png")
                .isDirectoryNotContaining("glob:**/*-02.png");
    }

    private static List<String> data(String dataset) {
        return List.of(dataset);
    }

    private Outcome train(String start, String objective, List<String> samples, List<String> data) throws IOException {
        return train(settings(start, objective, samples, data));
    }

    private Outcome train(List<String> settings) throws IOException {
        return Outcome.of("train", "--config", Files.write(folder.resolve("settings.yaml"), settings), "--output", run);
    }

    private static List<String> settings(String start, String objective, List<String> samples, List<String> data) {
        List<String> settings = new ArrayList<>();
        settings.add("start: {" + named(start) + "}");
        settings.add("objective: {" + objective + "}");
        settings.add("samples: {" + String.join(", ", samples) + "}");
        settings.add("training: {updates: 2, batch-size: 1}");
        settings.add("data:");
        data.forEach(dataset -> settings.add("  - {" + named(dataset) + "}"));
        return settings;
    }

    private static String named(String text) {
        return text.replace("MODEL", "'" + model + "'")
                .replace("GENERATOR", "'" + generator + "'")
                .replace("FILE", "'file:" + generator + "'")
                .replace("INDEX", "'" + pictures.index() + "'");
    }

    private void assertPredicts() {
        Outcome map = Outcome.of(
                "depth",
                "--model",
                run.resolve("checkpoint-00000002"),
                "--resolution",
                64,
                "--output",
                folder,
                pictures.folder().resolve(SmallDataset.name(0) + ".png"));
        assertThat(map.exitCode()).as(map.err()).isZero();
        assertThat(folder.resolve(SmallDataset.name(0) + "_depth.png")).isNotEmptyFile();
    }
}
