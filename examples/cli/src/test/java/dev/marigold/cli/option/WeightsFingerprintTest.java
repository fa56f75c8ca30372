package dev.marigold.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFingerprintTest {
    @Test
    void replacedWeightsOfTheSameSizeAndTimeAreOthers(@TempDir Path folder) throws IOException {
        String first = weights(folder.resolve("first"), 1);

        assertThat(weights(folder.resolve("same"), 1)).isEqualTo(first);
        assertThat(weights(folder.resolve("other"), 2)).isNotEqualTo(first);
    }

    @Test
    void replacedSettingsAreOthers(@TempDir Path folder) throws IOException {
        String first = weights(folder, 1);
        Path scheduler = folder.resolve("scheduler/scheduler_config.json");

        Files.writeString(scheduler, Files.readString(scheduler).replace("trailing", "leading"));

        assertThat(WeightsFingerprint.of(Checkpoint.open(folder))).isNotEqualTo(first);
    }

    /** What is said of a checkpoint whose files are all equally old. */
    private static String weights(Path directory, long seed) throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, seed).write(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            }
        }
        return WeightsFingerprint.of(Checkpoint.open(directory));
    }
}
