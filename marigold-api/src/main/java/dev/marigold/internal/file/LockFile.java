package dev.marigold.internal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A locked file, which keeps other processes out. A POSIX lock belongs to the process and is lost when any of its channels on the file closes:
 * whoever uses this sees to it that the process opens the file once at a time. The file stays, since deleting it would let two processes hold
 * two files of one name.
 */
public final class LockFile implements Closeable {
    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /** What to do while another process has the lock. */
    @FunctionalInterface
    public interface Wait {
        /** Returns for another attempt, or throws to give up. */
        void beforeNextAttempt() throws IOException;
    }

    /**
     * Locks a file, which is created if absent.
     *
     * @throws IOException if the file cannot be written, or {@code wait} gives up
     */
    public static LockFile acquire(Path file, Wait wait) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tryLock(channel) == null) {
                wait.beforeNextAttempt();
            }
            return new LockFile(channel);
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, channel);
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

    /** Returns whether the lock has not been given back. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
