package dev.marigold.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void theFileIsNamedWhoseFolderIsMissing() {
        Path target = folder.resolve("absent/map.png");

        assertThatThrownBy(() -> WholeFile.write(target, out -> out.write(1)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(target.toString());
    }

    @Test
    void theFolderIsNamedWhoseFolderIsMissing() {
        Path target = folder.resolve("absent/run");

        assertThatThrownBy(() -> WholeFolder.create(target, made -> Files.createFile(made.resolve("a"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(target.toString());
    }

    @Test
    void theDirectoryIsNamedThatIsInTheWay() throws IOException {
        Path target = Files.createDirectory(folder.resolve("map.png"));

        assertThatThrownBy(() -> WholeFile.write(target, out -> out.write(1)))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(target.toString());
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void whatFailsInTheContentKeepsItsName() {
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> WholeFile.write(folder.resolve("a"), out -> out.write(Files.readAllBytes(absent))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(absent.toString());
        assertThat(folder).isEmptyDirectory();
    }
}
