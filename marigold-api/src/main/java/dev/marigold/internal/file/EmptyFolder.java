package dev.marigold.internal.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders to be filled. Stateless. */
public final class EmptyFolder {
    private EmptyFolder() {}

    /**
     * Makes a folder and those above it, where they are not there.
     *
     * @throws FileAlreadyExistsException if it is there and not empty, or a file
     * @throws IOException if it cannot be made or read
     */
    public static void create(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new FileAlreadyExistsException(folder.toString(), null, "directory must be empty");
            }
        }
    }
}
