package dev.marigold.progress;

import dev.marigold.error.CancelledException;

/**
 * Stops requests from another thread. A request that carries a fired cancellation ends with {@link CancelledException} within one
 * network evaluation. Thread-safe; firing it is final.
 */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Creates a cancellation that has not fired. */
    public Cancellation() {}

    /** Fires this cancellation; firing it again has no effect. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns whether this cancellation has fired. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Does nothing as long as the work may go on.
     *
     * @throws CancelledException if this cancellation has fired or the current thread is interrupted; the interrupt status is kept
     */
    public void throwIfCancelled() {
        if (cancelled) {
            throw new CancelledException("The request was cancelled");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("The request was cancelled: its thread was interrupted");
        }
    }
}
