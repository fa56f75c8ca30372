package dev.marigold.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.cli.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EngineOptionsTest {
    @TempDir
    Path folder;

    @Test
    void aDirectoryIsNamedByItsRealPath() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));

        assertThat(checkpoint(
                        folder.resolve("model").resolve("..").resolve("model").toString()))
                .isEqualTo(model.toRealPath().toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryWithAColonInItsNameIsADirectory() throws IOException {
        Path model = Files.createDirectory(folder.resolve("v1:1"));

        assertThat(checkpoint(model.resolve(".").toString()))
                .isEqualTo(model.toRealPath().toString());
    }

    @Test
    void whatIsNoDirectoryStaysAsItIs() throws IOException {
        assertThat(checkpoint("hf:prs-eth/marigold-depth-v1-1")).isEqualTo("hf:prs-eth/marigold-depth-v1-1");
        assertThat(checkpoint("no\0path")).isEqualTo("no\0path");
        assertThat(checkpoint("bundled")).isEqualTo("bundled");
    }

    private static String checkpoint(String model) throws IOException {
        EngineOptions options = CommandLine.populateCommand(new EngineOptions(), "--model", model);
        Map<String, String> settings = new TreeMap<>();
        options.describe(
                settings, Checkpoint.open(Conformance.named("depth-v1-1").directory()));
        return settings.get("checkpoint");
    }
}
