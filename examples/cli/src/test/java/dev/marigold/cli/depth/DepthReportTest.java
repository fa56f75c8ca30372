package dev.marigold.cli.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthReportTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");

    @TempDir
    Path folder;

    @Test
    void reportHasTheKeysOfTheContract() throws IOException {
        JsonNode report = report("--formats", "npy", DEPTH.picture());

        assertThat(keys(report))
                .containsExactlyInAnyOrder(
                        "images",
                        "failures",
                        "model",
                        "backend",
                        "scheduler",
                        "ensembler",
                        "steps",
                        "ensembleSize",
                        "resolution",
                        "precision",
                        "threads",
                        "loadMillis",
                        "peakRssBytes");
        assertThat(keys(report.at("/images/0")))
                .containsExactly("input", "outputs", "width", "height", "seed", "timingsMillis");
        assertThat(keys(report.at("/images/0/timingsMillis")))
                .containsExactly("preprocess", "encode", "denoise", "decode", "ensemble", "restore", "total");
    }

    @Test
    void reportSaysWhatRan() throws IOException {
        JsonNode report =
                report("--formats", "npy", "--steps", 2, "--ensemble-size", 2, "--threads", 1, DEPTH.picture());

        assertThat(report.get("model").textValue()).isEqualTo(DEPTH.directory().toString());
        assertThat(report.get("backend").textValue()).isEqualTo("onnx");
        assertThat(report.get("scheduler").textValue()).isEqualTo("ddim");
        assertThat(report.get("steps").intValue()).isEqualTo(2);
        assertThat(report.get("ensembleSize").intValue()).isEqualTo(2);
        assertThat(report.get("resolution").intValue()).isEqualTo(64);
        assertThat(report.get("precision").textValue()).isEqualTo("fp32");
        assertThat(report.get("threads").intValue()).isEqualTo(1);
        assertThat(report.get("loadMillis").doubleValue()).isPositive();
    }

    @Test
    void reportNamesPictureOutputsSizeAndSeed() throws IOException {
        JsonNode image =
                report("--formats", "npy", "--seed", 5, DEPTH.picture()).at("/images/0");

        assertThat(image.get("input").textValue()).isEqualTo(DEPTH.picture().toString());
        assertThat(image.at("/outputs/0").textValue())
                .isEqualTo(folder.resolve("input_depth.npy").toString());
        assertThat(image.get("width").intValue()).isEqualTo(90);
        assertThat(image.get("height").intValue()).isEqualTo(61);
        assertThat(image.get("seed").longValue()).isEqualTo(5);
    }

    @Test
    void seedIsNullBesideGivenLatents() throws IOException {
        JsonNode report = report("--latents", DEPTH.latents(1, folder), DEPTH.picture());

        assertThat(report.at("/images/0/seed").isNull()).isTrue();
    }

    @Test
    void totalIsTheSumOfTheStages() throws IOException {
        JsonNode timings = report(DEPTH.picture()).at("/images/0/timingsMillis");

        double sum = 0;
        for (String stage : List.of("preprocess", "encode", "denoise", "decode", "ensemble", "restore")) {
            sum += timings.get(stage).doubleValue();
        }
        // Sums of the same few doubles in another order.
        assertThat(timings.get("total").doubleValue()).isPositive().isCloseTo(sum, within(1e-6));
        assertThat(timings.get("ensemble").doubleValue()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void peakMemoryIsThatOfTheWholeProcess() throws IOException {
        long bytes = report(DEPTH.picture()).get("peakRssBytes").longValue();

        assertThat(bytes).isGreaterThan(Runtime.getRuntime().totalMemory() / 16);
    }

    @Test
    void failuresAreReportedBesideTheImages() throws IOException {
        Path absent = folder.resolve("absent.png");
        Path file = folder.resolve("report.json");

        Outcome.of("depth", "--model", DEPTH.directory(), "--output", folder, "--report", file, absent);

        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.get("images")).isEmpty();
        assertThat(report.get("backend").isNull()).isTrue();
        assertThat(report.at("/failures/0/input").textValue()).isEqualTo(absent.toString());
        assertThat(report.at("/failures/0/message").textValue()).isEqualTo("No such file: " + absent);
    }

    @Test
    void filesThatAreThereAreReportedEvenIfALaterOneFails() throws IOException {
        Path obstacle =
                Files.createDirectories(folder.resolve("input_depth.npy").resolve("inside"));

        JsonNode report = failed("--formats", "color,npy");

        assertThat(report.at("/images/0/outputs")).hasSize(1);
        assertThat(report.at("/images/0/outputs/0").textValue())
                .isEqualTo(folder.resolve("input_depth_colored.png").toString());
        assertThat(report.get("backend").textValue()).isEqualTo("onnx");
        assertThat(report.get("failures")).hasSize(1);
        assertThat(folder.resolve("input_depth_colored.png")).isNotEmptyFile();
        assertThat(obstacle).isDirectory();
    }

    @Test
    void mapsAreReportedEvenIfTheMeasurementsDoNotFit() throws IOException {
        JsonNode report =
                failed("--known-depth", "5,5=3", "--known-depth", "5,5=4", "--formats", "color,png16,metric-npy");

        assertThat(report.get("images")).hasSize(1);
        assertThat(report.at("/images/0/outputs/0").textValue())
                .isEqualTo(folder.resolve("input_depth_colored.png").toString());
        assertThat(report.at("/images/0/outputs/1").textValue())
                .isEqualTo(folder.resolve("input_depth.png").toString());
        assertThat(report.at("/images/0/outputs")).hasSize(2);
        assertThat(report.at("/images/0").has("calibration")).isFalse();
        assertThat(report.get("failures")).hasSize(1);
    }

    @Test
    void aTraceThatCannotBeWrittenIsFoundBeforeThePictureIsDone() throws IOException {
        Path trace = folder.resolve("x".repeat(300));

        JsonNode report = failed("--formats", "color", "--trace", trace);

        assertThat(report.get("images")).isEmpty();
        assertThat(report.get("failures")).hasSize(1);
        assertThat(folder.resolve("input_depth_colored.png")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--report", "--trace"})
    void aFolderInPlaceOfAFileIsRefusedBeforeAnythingIsComputed(String option) throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Path output = folder.resolve("out");

        Outcome outcome =
                Outcome.of("depth", "--model", DEPTH.directory(), "--output", output, option, taken, DEPTH.picture());

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1, "", "marigold: " + option + " must name a file, got the directory " + taken + "\n"));
        assertThat(taken).isEmptyDirectory();
        assertThat(output).doesNotExist();
    }

    private JsonNode failed(Object... options) throws IOException {
        Path file = folder.resolve("report.json");
        List<Object> words =
                new ArrayList<>(List.of("depth", "--model", DEPTH.directory(), "--output", folder, "--report", file));
        words.addAll(List.of(options));
        words.add(DEPTH.picture());
        assertThat(Outcome.of(words.toArray()).exitCode()).isEqualTo(1);
        return new ObjectMapper().readTree(file.toFile());
    }

    private JsonNode report(Object... options) throws IOException {
        Path file = folder.resolve("report.json");
        List<Object> words =
                new ArrayList<>(List.of("depth", "--model", DEPTH.directory(), "--output", folder, "--report", file));
        words.addAll(List.of(options));
        Outcome outcome = Outcome.of(words.toArray());
        assertThat(outcome.err()).isEmpty();
        assertThat(Files.exists(file)).isTrue();
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
