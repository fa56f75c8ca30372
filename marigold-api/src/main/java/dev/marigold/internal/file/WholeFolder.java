package dev.marigold.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes folders that are whole or not there: under a temporary name beside the target, then renamed. Stateless. */
public final class WholeFolder {
    private WholeFolder() {}

    /**
     * Makes a folder.
     *
     * @param target in a folder that exists
     * @param content fills an empty folder
     * @throws FileAlreadyExistsException if there is a file or folder of that name
     * @throws IOException if it cannot be made; nothing is left of it then
     */
    public static void create(Path target, WholeFile.Maker content) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path temporary = Files.createDirectory(target.resolveSibling("." + UUID.randomUUID() + ".tmp"));
        try {
            content.make(temporary);
            WholeFile.move(temporary, target);
        } finally {
            delete(temporary);
        }
    }

    /** Deletes a folder with all that is in it, if it is there; links are deleted, not followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
