package dev.marigold.cli.file;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file or folder that is not whole yet, under a name of its own. Closed, it is gone, unless it was moved to its place.
 *
 * @param path where nothing is yet
 */
record Temporary(Path path) implements Closeable {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");
    /** How the names end. */
    static final String SUFFIX = ".tmp";

    // As UUID writes it: nobody else's file may be taken for one.
    private static final Pattern NAME = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\" + SUFFIX);
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    static Temporary in(Path folder) {
        return new Temporary(folder.resolve(name()));
    }

    static Temporary beside(Path target) {
        return new Temporary(target.resolveSibling(name()));
    }

    private static String name() {
        return "." + UUID.randomUUID() + SUFFIX;
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** Deletes those in a folder that nobody has touched for a day, as far as this process may: who made them was killed. */
    static void deleteLeftovers(Path folder) {
        Instant latest = Instant.now().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Temporary::isTemporary)) {
            for (Path leftover : all) {
                deleteIfOlder(leftover, latest);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "The folder cannot be read", e);
        }
    }

    private static boolean isTemporary(Path entry) {
        return NAME.matcher(entry.getFileName().toString()).matches();
    }

    private static void deleteIfOlder(Path leftover, Instant latest) {
        try {
            if (Files.getLastModifiedTime(leftover, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(latest)) {
                new Temporary(leftover).close();
            }
        } catch (IOException e) {
            // Somebody else's, or somebody else deletes it: it is in nobody's way.
            LOGGER.log(System.Logger.Level.DEBUG, "What is not whole stays", e);
        }
    }
}
