package dev.marigold;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Keeps an estimator's resources open while requests run. Safe for use by several threads. */
final class Lifecycle {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private boolean closed;

    /**
     * Runs a request.
     *
     * @throws IllegalStateException after {@link #close} was called, also while it still waits
     */
    <T> T whileOpen(Supplier<T> request) {
        requireOpen();
        Lock running = lock.readLock();
        running.lock();
        try {
            requireOpen();
            return request.get();
        } finally {
            running.unlock();
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new IllegalStateException("The estimator is closed");
        }
    }

    /** Waits for running requests, then releases the resources; only the first call does. */
    void close(Runnable release) {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("close must not be called by a listener of a running request");
        }
        // Before the lock is waited for: who comes later would wait behind this call, and nothing could cancel that.
        closing = true;
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            alone.unlock();
        }
    }
}
