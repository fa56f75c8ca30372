package dev.marigold.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes folders that are whole or not there: under a temporary name beside the target, then renamed. Stateless. */
public final class WholeFolder {
    private static final System.Logger LOGGER = System.getLogger(WholeFolder.class.getName());

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
        make(target, TemporaryName.beside(target), content, temporary -> WholeFile.move(temporary, target));
    }

    private static void make(Path target, Path temporary, WholeFile.Maker content, WholeFile.Maker end)
            throws IOException {
        try {
            // Not Files.createTempDirectory: it makes folders that only their owner may read.
            Files.createDirectory(temporary);
            content.make(temporary);
            end.make(temporary);
        } catch (FileSystemException e) {
            throw WholeFile.naming(target, temporary, e);
        } finally {
            delete(temporary);
        }
    }

    /**
     * Makes a folder, and those above it, or fills one that is there.
     *
     * @param folder absent or empty
     * @param content fills an empty folder
     * @throws FileAlreadyExistsException if it is there and not empty, or a file
     * @throws IOException if it cannot be made or read; nothing of the content is left then
     */
    public static void fill(Path folder, WholeFile.Maker content) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            create(folder, content);
            return;
        }
        requireEmpty(folder);
        make(folder, TemporaryName.beside(folder.resolve("content")), content, temporary -> {
            for (Path entry : entries(temporary)) {
                WholeFile.move(entry, folder.resolve(entry.getFileName()));
            }
        });
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        if (!entries(folder).isEmpty()) {
            throw new FileAlreadyExistsException(folder.toString(), null, "directory must be empty");
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /**
     * Deletes a folder that others may look at: all of it is gone at once. Nothing happens if it is not there.
     *
     * @throws IOException if it cannot be deleted
     */
    public static void discard(Path folder) throws IOException {
        Path discarded = TemporaryName.beside(folder);
        try {
            Files.move(folder, discarded, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
        delete(discarded);
    }

    /**
     * Deletes the unfinished folders that processes have left which were killed, as far as this one may.
     *
     * @param parent of the folders that were to be made; exists
     * @param age how long nothing was put into them
     * @throws IOException if {@code parent} cannot be read
     */
    public static void deleteLeftovers(Path parent, Duration age) throws IOException {
        Instant latest = Instant.now().minus(age);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, TemporaryName::isOf)) {
            for (Path leftover : leftovers) {
                deleteIfOlder(leftover, latest);
            }
        }
    }

    private static void deleteIfOlder(Path leftover, Instant latest) {
        try {
            if (Files.getLastModifiedTime(leftover).toInstant().isBefore(latest)) {
                delete(leftover);
            }
        } catch (IOException e) {
            // Somebody else's, or somebody else deletes it: it is in nobody's way.
            LOGGER.log(System.Logger.Level.DEBUG, "An unfinished folder stays", e);
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
