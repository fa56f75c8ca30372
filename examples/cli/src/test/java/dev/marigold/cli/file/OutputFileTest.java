package dev.marigold.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileOfThatNameIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before");

        OutputFile.write(file, "after");

        assertThat(file).hasContent("after");
        assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void whatALinkLeadsToIsReplacedAndTheLinkStays() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("file"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        OutputFile.write(link, "after");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }

    @Test
    void whatFailsIsSaidWhateverItLeavesBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before");

        assertThatThrownBy(() -> OutputFile.create(file, temporary -> {
                    Files.writeString(Files.createDirectory(temporary).resolve("part"), "half");
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");

        assertThat(file).hasContent("before");
        assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
    }
}
