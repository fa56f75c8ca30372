package dev.marigold.evaluation;

import dev.marigold.internal.file.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps other runs out of a folder of results, those of this process and of others. It is held by a {@link LockFile} that nothing else opens.
 */
final class FolderLock implements Closeable {
    static final String NAME = "evaluation.lock";

    // Process-wide on purpose: a second run of this process must not even open the file.
    private static final Set<Path> IN_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final LockFile file;

    private FolderLock(Path key, LockFile file) {
        this.key = key;
        this.file = file;
    }

    /**
     * Takes the lock, or does not: nobody is waited for.
     *
     * @param folder exists
     * @throws IOException if another run has it, or the file cannot be written
     */
    static FolderLock acquire(Path folder) throws IOException {
        Path key = folder.toRealPath();
        if (!IN_PROCESS.add(key)) {
            throw inUse(folder);
        }
        try {
            return new FolderLock(key, LockFile.acquire(key.resolve(NAME), () -> {
                throw inUse(folder);
            }));
        } catch (IOException | RuntimeException e) {
            IN_PROCESS.remove(key);
            throw e;
        }
    }

    private static IOException inUse(Path folder) {
        return new IOException(folder + " is in use by another evaluation");
    }

    @Override
    public void close() throws IOException {
        // Closing again must not take the lock from a run that has it by now.
        if (file.isOpen()) {
            try {
                file.close();
            } finally {
                IN_PROCESS.remove(key);
            }
        }
    }
}
