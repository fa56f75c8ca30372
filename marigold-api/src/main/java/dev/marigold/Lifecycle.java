package dev.marigold;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Keeps an estimator's resources open while requests run. Safe for use by several threads. */
final class Lifecycle {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Runs a request.
     *
     * @throws IllegalStateException after {@link #close}
     */
    <T> T whileOpen(Supplier<T> request) {
        Lock running = lock.readLock();
        running.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The estimator is closed");
            }
            return request.get();
        } finally {
            running.unlock();
        }
    }

    /** Waits for running requests, then releases the resources; only the first call does. */
    void close(Runnable release) {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("close must not be called by a listener of a running request");
        }
        Lock closing = lock.writeLock();
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            closing.unlock();
        }
    }
}
