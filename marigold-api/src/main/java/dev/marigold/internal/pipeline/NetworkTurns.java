package dev.marigold.internal.pipeline;

import dev.marigold.spi.MemoryMode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where a backend keeps one network open, lets one request at a time into a stage that evaluates networks: requests that alternated within
 * their stages would open their networks again for every evaluation. In the order they came, by and large. Safe for use by several threads.
 */
final class NetworkTurns {
    /** How soon a request that waits notices that it is to stop. */
    private static final long WAIT_MILLIS = 50;

    private final boolean oneAtATime;
    private final ReentrantLock turn = new ReentrantLock(true);

    NetworkTurns(MemoryMode mode) {
        this.oneAtATime = mode != MemoryMode.DEFAULT;
    }

    /**
     * Runs a stage when it is its turn.
     *
     * @throws dev.marigold.error.CancelledException if the request is to stop
     */
    <T> T run(RequestMonitor monitor, Supplier<T> stage) {
        if (!oneAtATime) {
            return stage.get();
        }
        waitForTurn(monitor);
        try {
            return stage.get();
        } finally {
            turn.unlock();
        }
    }

    private void waitForTurn(RequestMonitor monitor) {
        boolean got = false;
        while (!got) {
            monitor.throwIfCancelled();
            try {
                got = turn.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Kept, so that the next look at the request ends it.
                Thread.currentThread().interrupt();
            }
        }
    }
}
