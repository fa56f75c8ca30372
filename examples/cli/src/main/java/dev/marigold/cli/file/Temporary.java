package dev.marigold.cli.file;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A file or folder that is not whole yet, under a name of its own. Closed, it is gone, unless it was moved to its place.
 *
 * @param path where nothing is yet
 */
record Temporary(Path path) implements Closeable {
    private static final String SUFFIX = ".tmp";
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

    /** Deletes those in a folder that nobody has touched for a day: who made them was killed. */
    static void deleteLeftovers(Path folder) throws IOException {
        Instant latest = Instant.now().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
            for (Path leftover : all) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(latest)) {
                    new Temporary(leftover).close();
                }
            }
        }
    }
}
