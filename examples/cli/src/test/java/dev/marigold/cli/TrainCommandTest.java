package dev.marigold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> settings = new ArrayList<>(SETTINGS);
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
                "10 | '  schedule: {warmup: 5}' | line 10: key 'training.schedule.warmup': warmup must be in [0, total = 2), got 5",
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
    void aResumedRunEndsWithTheSameBytes() throws IOException {
        Path start = folder.resolve("start");
        Path scenes = folder.resolve("scenes");
        assertThat(Outcome.of("models", "random", "--config", "tiny", "--output", start)
                        .exitCode())
                .isZero();
        assertThat(Outcome.of("render", "--count", 3, "--size", "32x24", "--format", "raw", "--output", scenes)
                        .exitCode())
                .isZero();
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.set(1, "start: {checkpoint: '" + start + "'}");
        settings.set(4, "  - {arrays: '" + scenes + "', weight: 1}");
        settings.add("  checkpoint-every: 1");

        Outcome whole = train(settings);
        Path resumed = folder.resolve("resumed");
        Outcome rest = Outcome.of(
                "train",
                "--config",
                folder.resolve("settings.yaml"),
                "--resume",
                folder.resolve("run").resolve("checkpoint-00000001"),
                "--output",
                resumed);

        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).isEqualTo(folder.resolve("run").resolve("checkpoint-00000002") + "\n");
        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(rest.out()).isEqualTo(resumed.resolve("checkpoint-00000002") + "\n");
        Path weights = Path.of("checkpoint-00000002", "unet", "diffusion_pytorch_model.safetensors");
        assertThat(resumed.resolve(weights))
                .hasSameBinaryContentAs(folder.resolve("run").resolve(weights));
        assertThat(resumed.resolve("losses.csv")).isNotEmptyFile();
    }

    @Test
    void aMissingFileIsNamed() {
        Outcome outcome = Outcome.of("train", "--config", folder.resolve("none.yaml"), "--output", folder);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("marigold: No such file: " + folder.resolve("none.yaml"));
    }
}
