package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.ProviderUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files of a data set. Nothing is held open between two reads. Safe for use by several threads. */
interface DatasetFiles {
    /**
     * Opens a directory or a tar file.
     *
     * @throws IOException if {@code base} is missing or cannot be read
     * @throws InvalidDatasetException if it is neither, or a damaged tar file
     * @throws ProviderUnavailableException if it is a tar file and the library for them is missing
     */
    static DatasetFiles open(Path base) throws IOException {
        if (Files.isDirectory(base)) {
            return new FolderFiles(base);
        }
        if (!Files.exists(base)) {
            throw new NoSuchFileException(base.toString());
        }
        return TarFiles.open(base);
    }

    /**
     * Reads a whole file.
     *
     * @param path relative, with {@code /}
     * @throws NoSuchFileException if there is none; names it
     * @throws IOException if it cannot be read
     */
    byte[] read(String path) throws IOException;

    /** Refuses what does not fit into an array, which more memory would not help. */
    static void requireReadable(String name, long size) {
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw new InvalidDatasetException(name + " must have less than 2 GiB, got " + size + " bytes");
        }
    }

    /** Returns the files that hold some paths; empty if they are not files of their own. */
    List<Path> files(List<String> paths);

    /** Returns what to call a file in messages. */
    String name(String path);
}
