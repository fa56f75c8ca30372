package dev.marigold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    private static final List<String> SETTINGS = List.of(
            "seed: 3",
            "start: {checkpoint: start}",
            "objective: {kind: denoising, noise: annealed}",
            "data:",
            "  - {arrays: scenes, weight: 1}",
            "samples:",
            "  sizes: [16x16]",
            "training:",
            "  updates: 2",
            "  batch-size: 1");

    @TempDir
    Path folder;

    private Outcome train(List<String> settings) throws IOException {
        Path file = Files.write(folder.resolve("settings.yaml"), settings);
        return Outcome.of("train", "--config", file, "--output", folder.resolve("run"));
    }

    private Outcome trainWith(int line, String instead) throws IOException {
        List<String> settings = new java.util.ArrayList<>(SETTINGS);
        settings.set(line - 1, instead);
        return train(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | '  batchsize: 1' | line 10: key 'training.batchsize' is not known here; known are updates,",
                "9 | '  updates: many' | line 9: key 'training.updates' must be an integer, got 'many'",
                "9 | '  updates: 0' | line 9: key 'training.updates': updates must be >= 1, got 0",
                "3 | 'objective: {kind: sharpening}' | line 3: key 'objective.kind' must be one of denoising, end-to-end,"
                        + " reconstruction, got 'sharpening'",
                "7 | '  sizes: [16]' | line 7: key 'samples.sizes' must be a list of sizes such as 192x144, got '16'",
                "2 | 'begin: nowhere' | line 1: key 'start' must be given",
                "3 | 'objective: 5' | line 3: key 'objective' must be a mapping, got '5'",
                "8 | 'seed: 4' | line 8:",
            })
    void aWrongKeyIsNamedWithItsLine(int line, String instead, String message) throws IOException {
        Outcome outcome = trainWith(line, instead);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(folder.resolve("settings.yaml") + " " + message);
    }

    @Test
    void aMissingFileIsNamed() {
        Outcome outcome = Outcome.of("train", "--config", folder.resolve("none.yaml"), "--output", folder);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("marigold: No such file: " + folder.resolve("none.yaml"));
    }
}
