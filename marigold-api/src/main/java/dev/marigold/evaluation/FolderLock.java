package dev.marigold.evaluation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs out of a folder of results, those of this process and of others. It is held by a file that nothing else opens: a POSIX lock
 * belongs to the process and is lost when any of its channels on the file closes. The file stays, since deleting it would let two runs hold two
 * files of one name.
 */
final class FolderLock implements Closeable {
    static final String NAME = "evaluation.lock";

    // Process-wide on purpose: a second run of this process must not even open the file.
    private static final Set<Path> IN_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private FolderLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
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
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(key.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                throw inUse(folder);
            }
            return new FolderLock(key, channel);
        } catch (IOException | RuntimeException e) {
            release(key, channel, e);
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another copy of this class, loaded by another class loader.
            return null;
        }
    }

    private static IOException inUse(Path folder) {
        return new IOException(folder + " is in use by another evaluation");
    }

    private static void release(Path key, @Nullable FileChannel channel, Exception reason) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        } finally {
            IN_PROCESS.remove(key);
        }
    }

    @Override
    public void close() throws IOException {
        // Closing again must not take the lock from a run that has it by now.
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                IN_PROCESS.remove(key);
            }
        }
    }
}
