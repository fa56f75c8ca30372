package dev.marigold.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeStartTest {
    @TempDir
    Path run;

    @Test
    void isMadeOnce() throws IOException {
        start().make();
        Path weights = run.resolve("start").resolve("weights");
        Files.writeString(weights, "trained");

        start().make();

        assertThat(weights).hasContent("trained");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"seed\": ' | its made-from.json is damaged",
                "'' | seed was nothing and is 3",
                "null | seed was nothing and is 3",
                "'{\"seed\": null}' | seed was nothing and is 3",
                "'{\"seed\": \"3\", \"width\": \"8\"}' | width was 8 and is nothing",
            })
    void aRecordThatDoesNotSayTheSameIsRefusedWithARemedy(String before, String difference) throws IOException {
        start().make();
        Path folder = run.resolve("start");
        Files.writeString(folder.resolve("made-from.json"), before);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> start().make())
                .withMessage(folder + " was made from other settings (" + difference
                        + "); delete it or use another --output");
    }

    @Test
    void whatAKilledProcessHasLeftIsDeletedLater() throws IOException {
        start().make();
        Path old = leftover(".00000000-1111-2222-3333-444444444444.tmp", Duration.ofDays(2));
        Path young = leftover(".00000000-1111-2222-3333-555555555555.tmp", Duration.ZERO);
        Path other = leftover(".old.tmp", Duration.ofDays(2));

        start().make();

        assertThat(old).doesNotExist();
        assertThat(List.of(young, other))
                .allSatisfy(folder -> assertThat(folder).isNotEmptyDirectory());
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path folder = Files.createDirectory(run.resolve(name));
        Files.writeString(folder.resolve("weights"), "half");
        return Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
    }

    private MadeStart start() {
        return new MadeStart(
                run.resolve("start"),
                new AutoencoderTinyConfig(3, 3, 4, List.of(8), List.of(8), List.of(1), List.of(1), Activation.RELU, 1),
                SchedulerConfig.of("DDIMScheduler", Map.of()),
                new TreeMap<>(Map.of("seed", "3")),
                folder -> Files.writeString(Files.createDirectory(folder).resolve("weights"), "untrained"));
    }
}
