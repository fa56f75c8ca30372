package dev.marigold.internal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps other runs of a kind out of a folder, those of this process and of others. It is held by a {@link LockFile} that nothing else opens.
 */
public final class FolderLock implements Closeable {
    private static final String SUFFIX = ".lock";

    // Process-wide on purpose: a second run of this process must not even open the file.
    private static final Set<Path> IN_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final LockFile file;

    private FolderLock(Path path, LockFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Takes the lock, or does not: nobody is waited for.
     *
     * @param folder exists
     * @param kind of the run, such as {@code evaluation}: the file is {@code evaluation.lock} then, and stays in the folder
     * @throws IOException if another run has it, or the file cannot be written
     */
    public static FolderLock acquire(Path folder, String kind) throws IOException {
        Path path = folder.toRealPath().resolve(nameOf(kind));
        if (!IN_PROCESS.add(path)) {
            throw inUse(folder, kind);
        }
        try {
            return new FolderLock(path, LockFile.acquire(path, () -> {
                throw inUse(folder, kind);
            }));
        } catch (IOException | RuntimeException e) {
            IN_PROCESS.remove(path);
            throw e;
        }
    }

    /** Returns the name of the file by which runs of a kind are kept out. */
    public static String nameOf(String kind) {
        return kind + SUFFIX;
    }

    private static IOException inUse(Path folder, String kind) {
        return new IOException(folder + " is in use by another " + kind);
    }

    @Override
    public void close() throws IOException {
        // Closing again must not take the lock from a run that has it by now.
        if (file.isOpen()) {
            try {
                file.close();
            } finally {
                IN_PROCESS.remove(path);
            }
        }
    }
}
