package dev.marigold.internal.source.hub;

import dev.marigold.progress.Cancellation;
import java.time.Duration;

/** Waits, so that tests need not. */
@FunctionalInterface
interface Pause {
    /**
     * Waits for a time.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws dev.marigold.error.CancelledException if the cancellation fires
     */
    void sleep(Duration duration, Cancellation cancellation) throws InterruptedException;

    /** Returns a pause that really waits, and looks at the cancellation ten times a second. */
    static Pause real() {
        return (duration, cancellation) -> {
            long end = System.nanoTime() + duration.toNanos();
            for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
                cancellation.throwIfCancelled();
                Thread.sleep(Math.min(100, left / 1_000_000 + 1));
            }
        };
    }
}
