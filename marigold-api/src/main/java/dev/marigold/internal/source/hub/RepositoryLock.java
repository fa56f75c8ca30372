package dev.marigold.internal.source.hub;

import dev.marigold.internal.file.LockFile;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time change a repository in the cache. Held by the thread that acquired it. */
final class RepositoryLock implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    // Process-wide on purpose: threads must never open the file side by side, whichever instances they use.
    private static final ConcurrentMap<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final LockFile file;

    private RepositoryLock(ReentrantLock threads, LockFile file) {
        this.threads = threads;
        this.file = file;
    }

    /**
     * Waits for the lock.
     *
     * @param directory where the lock file is; created if absent, never deleted
     * @throws dev.marigold.error.CancelledException if the cancellation fires or the thread is interrupted
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
            throw Interruption.cancelled(e);
        }
        try {
            return new RepositoryLock(threads, LockFile.acquire(key, () -> sleep(pause, cancellation)));
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            threads.unlock();
        }
    }

    private static void sleep(Pause pause, Cancellation cancellation) throws IOException {
        try {
            pause.sleep(TICK, cancellation);
        } catch (InterruptedException e) {
            throw Interruption.cancelled(e);
        }
    }
}
