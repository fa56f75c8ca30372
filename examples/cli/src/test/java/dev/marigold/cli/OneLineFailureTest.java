package dev.marigold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command does when a request fails; {@code models list} has nothing to fail at. */
class OneLineFailureTest {
    @TempDir
    static Path folder;

    static Stream<List<Object>> failures() throws IOException {
        Path absent = folder.resolve("absent");
        Path output = folder.resolve("out");
        Path file = Files.writeString(folder.resolve("precious"), "");
        Path picture = Conformance.named("depth-v1-1").picture();
        return Stream.of(
                List.of("depth", "--output", output, absent),
                List.of("depth", "--output", output, folder),
                List.of("depth", "--output", output, "--latents", folder, picture),
                List.of("depth", "--output", output, "--formats", "ply", "--known-depths", folder, picture),
                List.of("depth", "--output", output, "--report", folder, picture),
                List.of("depth", "--output", output, "--trace", folder, picture),
                evaluateNyu(folder, absent, output),
                evaluateNyu(folder, folder, output),
                List.of("evaluate", "--dataset", absent, "--predictor", "ramp", "--output", output),
                List.of("compare", absent, absent, "--output", output),
                List.of("sweep", "--dataset", absent, "--output", output),
                List.of("train", "--config", absent, "--output", output),
                List.of("render", "--count", 1, "--size", "16x12", "--output", file),
                List.of("models", "info", absent),
                List.of("models", "random", "--config", "tiny", "--output", folder));
    }

    private static List<Object> evaluateNyu(Path dataset, Path list, Path output) {
        return List.of(
                "evaluate",
                "--dataset",
                dataset,
                "--layout",
                "nyuv2",
                "--list",
                list,
                "--predictor",
                "ramp",
                "--output",
                output);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedRequestIsOneLineThatNamesAFileAndCodeOne(List<Object> arguments) {
        Outcome outcome = Outcome.of(arguments.toArray());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("marigold: ")
                .contains(folder.toString())
                .endsWith(System.lineSeparator())
                .hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }
}
