package dev.marigold.internal.source.hub;

import dev.marigold.error.CancelledException;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets one thread of one process at a time change a repository in the cache. Held by the thread that acquired it. */
final class RepositoryLock implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    // Process-wide on purpose. A POSIX file lock belongs to the process and is lost when any of its channels on the
    // file closes, so
    // threads must never open the file side by side, whichever instances they use.
    private static final ConcurrentMap<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel channel;

    private RepositoryLock(ReentrantLock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param directory where the lock file is; created if absent, never deleted
     * @throws CancelledException if the cancellation fires or the thread is interrupted
     */
    static RepositoryLock acquire(Path directory, Pause pause, Cancellation cancellation) throws IOException {
        Files.createDirectories(directory);
        Path key = directory.toRealPath().resolve("marigold.lock");
        ReentrantLock threads = IN_PROCESS.computeIfAbsent(key, path -> new ReentrantLock());
        try {
            while (!threads.tryLock(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                cancellation.throwIfCancelled();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            awaitProcesses(channel, pause, cancellation);
            return new RepositoryLock(threads, channel);
        } catch (IOException | RuntimeException e) {
            release(threads, channel, e);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }

    private static void awaitProcesses(FileChannel channel, Pause pause, Cancellation cancellation) throws IOException {
        try {
            while (tryLock(channel) == null) {
                pause.sleep(TICK, cancellation);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
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

    private static void release(ReentrantLock threads, @Nullable FileChannel channel, Exception reason) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        } finally {
            threads.unlock();
        }
    }

    private static CancelledException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException("The request was cancelled: its thread was interrupted", e);
    }
}
