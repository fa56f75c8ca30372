package dev.marigold.cli.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Folders that files are to be written to. Closed, those that were made for it and stayed empty are gone: what is refused leaves nothing. */
public final class OutputFolders implements Closeable {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");

    private final Set<Path> folders = new LinkedHashSet<>();
    /** What was made for each folder, the deepest first, and for the last folder first: it may lie in one that was made before. */
    private final Deque<Deque<Path>> made = new ArrayDeque<>();

    private OutputFolders() {}

    /** Makes folders, and those above them, unless they are there; if one cannot be made, none is. */
    public static OutputFolders make(Collection<Path> wanted) throws IOException {
        OutputFolders result = new OutputFolders();
        try {
            for (Path folder : wanted) {
                result.add(folder.toAbsolutePath());
            }
            return result;
        } catch (IOException e) {
            result.close();
            throw e;
        }
    }

    private void add(Path folder) throws IOException {
        Deque<Path> absent = new ArrayDeque<>();
        for (Path path = folder; path != null && isAbsent(path); path = path.getParent()) {
            absent.push(path);
        }
        Deque<Path> own = new ArrayDeque<>();
        made.push(own);
        for (Path path : absent) {
            // What comes after one that was absent may be there once it is: absent/../there.
            if (isAbsent(path)) {
                own.push(Files.createDirectory(path));
            }
        }
        folders.add(Files.createDirectories(folder));
    }

    /** A link to nowhere is there, and is not ours. */
    private static boolean isAbsent(Path path) {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes what processes have left in the folders that were killed, a day ago or more, while they wrote a file. */
    public void deleteLeftovers() {
        folders.forEach(Temporary::deleteLeftovers);
    }

    @Override
    public void close() {
        for (Deque<Path> own : made) {
            deleteEmpty(own);
        }
    }

    private static void deleteEmpty(Deque<Path> deepestFirst) {
        try {
            for (Path folder : deepestFirst) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // As it should: it has files, and is reached through the others.
            LOGGER.log(System.Logger.Level.DEBUG, "The folder stays", e);
        }
    }
}
