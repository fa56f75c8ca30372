package dev.marigold.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFoldersTest {
    @TempDir
    Path folder;

    @Test
    void foldersThatStayEmptyAreGoneAfterwards() throws IOException {
        try (OutputFolders folders = OutputFolders.make(List.of(folder.resolve("a/b"), folder.resolve("a/c")))) {
            folders.deleteLeftovers();
            assertThat(folder.resolve("a/b")).isEmptyDirectory();
            assertThat(folder.resolve("a/c")).isEmptyDirectory();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void foldersWithFilesStayWithThoseAboveThem() throws IOException {
        Path file = folder.resolve("a/b/file");
        try (OutputFolders folders = OutputFolders.make(List.of(folder.resolve("c/d"), file.getParent()))) {
            folders.deleteLeftovers();
            Files.writeString(file, "text");
        }

        assertThat(file).hasContent("text");
        assertThat(folder.resolve("c")).doesNotExist();
    }

    @Test
    void foldersThatWereThereStayWhereTheyAreEmpty() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));

        OutputFolders.make(List.of(there, there.resolve("made"))).close();

        assertThat(there).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void aLinkToNowhereIsNotOursToDelete() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("maps"), folder.resolve("not-mounted"));

        assertThatIOException().isThrownBy(() -> OutputFolders.make(List.of(link)));
        assertThatIOException().isThrownBy(() -> OutputFolders.make(List.of(link.resolve("below"))));

        assertThat(link).isSymbolicLink();
    }

    @Test
    void aPathMayGoThroughFoldersThatAreAbsent() throws IOException {
        Path through = folder.resolve("a/../b");
        try (OutputFolders folders = OutputFolders.make(List.of(through))) {
            folders.deleteLeftovers();
            Files.writeString(through.resolve("file"), "text");
        }
        assertThat(through.resolve("file")).hasContent("text");

        OutputFolders.make(List.of(folder.resolve("c/../d"))).close();

        assertThat(folder).isDirectoryNotContaining(entry -> entry.endsWith("c") || entry.endsWith("d"));
    }

    @Test
    void ifOneCannotBeMadeNoneIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");

        assertThatIOException()
                .isThrownBy(() -> OutputFolders.make(List.of(folder.resolve("a/b"), file.resolve("c/d"))));

        assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    void onlyWhatKilledProcessesHaveLeftADayAgoIsDeleted() throws IOException {
        Path old = aged(".00000000-1111-2222-3333-444444444444.tmp", Duration.ofDays(2));
        Path young = aged(".00000000-1111-2222-3333-555555555555.tmp", Duration.ZERO);
        Path foreign = aged(".notes.tmp", Duration.ofDays(2));

        try (OutputFolders folders = OutputFolders.make(List.of(folder))) {
            folders.deleteLeftovers();
        }

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    private Path aged(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "half");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
