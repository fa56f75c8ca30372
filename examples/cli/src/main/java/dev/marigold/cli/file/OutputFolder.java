package dev.marigold.cli.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Writes folders that are whole or not there. */
public final class OutputFolder {
    private OutputFolder() {}

    /**
     * Makes a folder of what somebody writes under another name first; if that fails, nothing is left of it. A folder that is there already,
     * and empty, stays and gets the content.
     *
     * @param folder absent or empty; the folders above it are made
     * @return the folder
     * @throws FileAlreadyExistsException if it is a file, or holds something
     */
    public static Path create(Path folder, OutputFile.Maker maker) throws IOException {
        boolean present = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        if (present) {
            requireEmpty(folder);
        }
        Path place = present
                ? folder
                : Files.createDirectories(folder.toAbsolutePath().getParent());
        try (Temporary temporary = Temporary.in(place)) {
            maker.make(temporary.path());
            if (present) {
                moveContent(temporary.path(), folder);
            } else {
                Files.move(temporary.path(), folder, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return folder;
    }

    /**
     * Deletes what processes have left that were killed, a day ago or more, while they made a folder.
     *
     * @param folder there or not, as the one above it; what is left lies beside it
     */
    public static void deleteLeftovers(Path folder) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && Files.isDirectory(parent)) {
            Temporary.deleteLeftovers(parent);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        if (!entries(folder).isEmpty()) {
            throw new FileAlreadyExistsException(folder.toString(), null, "directory must be empty");
        }
    }

    private static void moveContent(Path from, Path to) throws IOException {
        for (Path entry : entries(from)) {
            Files.move(entry, to.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
