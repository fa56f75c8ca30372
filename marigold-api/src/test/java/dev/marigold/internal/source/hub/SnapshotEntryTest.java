package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SnapshotEntryTest {
    private Path blob;
    private Path entry;

    @BeforeEach
    void createBlob(@TempDir Path folder) throws IOException {
        blob = Files.writeString(
                Files.createDirectories(folder.resolve("blobs")).resolve("abc"), "contents");
        entry = folder.resolve("snapshots").resolve("commit").resolve("unet").resolve("config.json");
    }

    @Test
    void linksRelatively() throws IOException {
        new SnapshotEntry().create(entry, blob);

        assertThat(Files.readSymbolicLink(entry)).isEqualTo(Path.of("..", "..", "..", "blobs", "abc"));
        assertThat(entry).hasContent("contents");
    }

    @Test
    void copiesWhereLinksAreNotPossible() throws IOException {
        SnapshotEntry.Way refused = (link, target) -> {
            throw new FileSystemException(link.toString(), null, "A required privilege is not held by the client");
        };
        SnapshotEntry.Way unsupported = (link, target) -> {
            throw new UnsupportedOperationException();
        };

        new SnapshotEntry(List.of(refused, unsupported, (copy, target) -> Files.copy(target, copy)))
                .create(entry, blob);

        assertThat(entry).hasContent("contents");
        assertThat(Files.isSymbolicLink(entry)).isFalse();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void replacesALinkThatLeadsNowhere() throws IOException {
        Files.createDirectories(entry.getParent());
        Files.createSymbolicLink(entry, Path.of("gone"));

        new SnapshotEntry().create(entry, blob);

        assertThat(entry).hasContent("contents");
    }

    @Test
    void failsWithEveryReasonAndLeavesNothing() throws IOException {
        SnapshotEntry.Way refused = (link, target) -> {
            throw new IOException("No space left on device");
        };

        assertThatThrownBy(() -> new SnapshotEntry(List.of(refused)).create(entry, blob))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot link or copy " + blob + " to ")
                .hasSuppressedException(new IOException("No space left on device"));
        assertThat(entry.getParent()).isEmptyDirectory();
    }
}
