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
        return Stream.of(
                List.of("depth", "--output", output, absent),
                List.of("evaluate", "--dataset", absent, "--predictor", "ramp", "--output", output),
                List.of("compare", absent, absent, "--output", output),
                List.of("sweep", "--dataset", absent, "--output", output),
                List.of("train", "--config", absent, "--output", output),
                List.of("render", "--count", 1, "--size", "16x12", "--output", file),
                List.of("models", "info", absent),
                List.of("models", "random", "--config", "tiny", "--output", folder));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedRequestIsOneLineAndCodeOne(List<Object> arguments) {
        Outcome outcome = Outcome.of(arguments.toArray());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("marigold: ")
                .endsWith(System.lineSeparator())
                .hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }
}
