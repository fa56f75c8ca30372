package dev.marigold.cli.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
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
    private final Deque<Path> made = new ArrayDeque<>();

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
        for (Path path = folder; path != null && Files.notExists(path); path = path.getParent()) {
            absent.push(path);
        }
        absent.forEach(made::push);
        folders.add(Files.createDirectories(folder));
    }

    /** Deletes what processes have left in the folders that were killed, a day ago or more, while they wrote a file. */
    public void deleteLeftovers() {
        folders.forEach(Temporary::deleteLeftovers);
    }

    @Override
    public void close() {
        for (Path folder : made) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // As it should: it has files, or never came to be.
                LOGGER.log(System.Logger.Level.DEBUG, "The folder stays", e);
            }
        }
    }
}
