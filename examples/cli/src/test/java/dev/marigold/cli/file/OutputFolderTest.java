package dev.marigold.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    @Test
    void anAbsentFolderIsMadeWithThoseAboveIt() throws IOException {
        Path made = folder.resolve("above").resolve("made");

        assertThat(OutputFolder.create(made, OutputFolderTest::write)).isEqualTo(made);

        assertThat(made.resolve("inner").resolve("file")).hasContent("text");
        assertThat(made.getParent()).isDirectoryNotContaining(entry -> !entry.equals(made));
    }

    @Test
    void anEmptyFolderGetsTheContentAndNothingElse() throws IOException {
        OutputFolder.create(folder, OutputFolderTest::write);

        assertThat(folder.resolve("inner").resolve("file")).hasContent("text");
        assertThat(folder).isDirectoryNotContaining(entry -> !entry.endsWith("inner"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void aLinkToNowhereIsFoundBeforeAnythingIsWritten() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("not-mounted"));

        assertThatThrownBy(() -> OutputFolder.create(link, place -> {
                    throw new AssertionError("nothing is to be made");
                }))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(link).isSymbolicLink();
    }

    @Test
    void whatFailsLeavesNothing() {
        for (Path made : new Path[] {folder.resolve("made"), folder}) {
            assertThatThrownBy(() -> OutputFolder.create(made, temporary -> {
                        write(temporary);
                        throw new IOException("disk full");
                    }))
                    .hasMessage("disk full");
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsThereIsFoundBeforeAnythingIsWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "");

        assertThatThrownBy(() -> OutputFolder.create(folder, OutputFolderTest::refuse))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(folder + ": directory must be empty");
        assertThatThrownBy(() -> OutputFolder.create(file, OutputFolderTest::refuse))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(file.toString());
    }

    private static void write(Path temporary) throws IOException {
        Files.createDirectories(temporary.resolve("inner"));
        Files.writeString(temporary.resolve("inner").resolve("file"), "text");
    }

    private static void refuse(Path temporary) {
        throw new AssertionError(temporary + " must not be written");
    }
}
