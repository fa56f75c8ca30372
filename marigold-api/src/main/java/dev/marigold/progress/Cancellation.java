package dev.marigold.progress;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.CancelledException;
import org.jspecify.annotations.Nullable;

/**
 * Stops requests from another thread. A request that carries a fired cancellation ends with {@link CancelledException} within one
 * network evaluation. Thread-safe; firing it is final.
 */
public final class Cancellation {
    private final @Nullable Cancellation followed;
    private volatile boolean cancelled;

    /** Creates a cancellation that has not fired. */
    public Cancellation() {
        this(null);
    }

    private Cancellation(@Nullable Cancellation followed) {
        this.followed = followed;
    }

    /** Returns a cancellation that fires with another one; fired by itself, it leaves the other one alone. */
    public static Cancellation following(Cancellation other) {
        return new Cancellation(requireNonNull(other, "other"));
    }

    /** Fires this cancellation; firing it again has no effect. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns whether this cancellation has fired. */
    public boolean isCancelled() {
        return cancelled || followed != null && followed.isCancelled();
    }

    /**
     * Does nothing as long as the work may go on.
     *
     * @throws CancelledException if this cancellation has fired or the current thread is interrupted; the interrupt status is kept
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancelledException("The request was cancelled");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("The request was cancelled: its thread was interrupted");
        }
    }
}
