package dev.marigold.internal.source.hub;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a file of a snapshot out of a blob: a relative symbolic link, else a hard link, else a copy. */
final class SnapshotEntry {
    private final List<Way> ways;

    SnapshotEntry() {
        this(List.of(SnapshotEntry::symbolicLink, Files::createLink, SnapshotEntry::copy));
    }

    SnapshotEntry(List<Way> ways) {
        this.ways = ways;
    }

    /** One way of making a file that has the contents of another. */
    @FunctionalInterface
    interface Way {
        Path make(Path entry, Path blob) throws IOException;
    }

    /** Creates or replaces the entry in one step. */
    void create(Path entry, Path blob) throws IOException {
        Files.createDirectories(entry.getParent());
        WholeFile.create(entry, temporary -> make(temporary, blob));
    }

    private void make(Path entry, Path blob) throws IOException {
        IOException refusals = new IOException("Cannot link or copy " + blob + " to " + entry);
        for (Way way : ways) {
            try {
                way.make(entry, blob);
                return;
            } catch (IOException | UnsupportedOperationException e) {
                refusals.addSuppressed(e);
                Files.deleteIfExists(entry);
            }
        }
        throw refusals;
    }

    private static Path symbolicLink(Path entry, Path blob) throws IOException {
        return Files.createSymbolicLink(
                entry, requireNonNull(entry.getParent(), "parent").relativize(blob));
    }

    private static Path copy(Path entry, Path blob) throws IOException {
        return Files.copy(blob, entry);
    }
}
