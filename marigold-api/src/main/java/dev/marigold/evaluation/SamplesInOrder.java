package dev.marigold.evaluation;

import dev.marigold.error.CancelledException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Work on samples that begins on the calling thread, goes on on others, and is collected on the calling thread in the order it began.
 * Confined to that thread.
 */
final class SamplesInOrder {
    private final ExecutorService pool;
    private final int threads;
    private final Deque<Pending<?>> pending = new ArrayDeque<>();

    /**
     * Creates the queue.
     *
     * @param pool borrowed
     * @param threads how many the pool has
     */
    SamplesInOrder(ExecutorService pool, int threads) {
        this.pool = pool;
        this.threads = threads;
    }

    /** What is done with one sample. */
    interface Work<T> {
        /** Does what takes the calling thread; what is returned runs on another. */
        Callable<T> begin() throws IOException;

        /** Takes the result, on the calling thread. */
        void finish(T result) throws IOException;

        /** Takes the failure of either part, on the calling thread. */
        void fail(Throwable cause);
    }

    /** Writes what was collected. */
    @FunctionalInterface
    interface Keeping {
        void keep() throws IOException;
    }

    /**
     * Begins work, and collects what is ahead of it as far as needed.
     *
     * @throws CancelledException if the work was cancelled or the thread interrupted
     */
    <T> void add(Work<T> work) throws IOException {
        pending.add(new Pending<>(work, begun(work)));
        // One more than there are threads: none of them waits, and no more maps than that are held.
        while (pending.size() > threads) {
            collect();
        }
    }

    private <T> Future<T> begun(Work<T> work) {
        try {
            return pool.submit(work.begin());
        } catch (CancelledException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw interruption(e);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Whatever is wrong with one picture, be it too large, or with a plugin that is not ours, must not take the
            // others along.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Collects everything that was begun. */
    void collectAll() throws IOException {
        while (!pending.isEmpty()) {
            collect();
        }
    }

    /** Collects everything that was begun and keeps it, although the thread may be interrupted; it stays so. */
    void collectAllAnd(Keeping keeping) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            collectAll();
            keeping.keep();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void collect() throws IOException {
        Pending<?> next = pending.removeFirst();
        try {
            next.collect();
        } catch (InterruptedException e) {
            pending.addFirst(next);
            Thread.currentThread().interrupt();
            throw interruption(e);
        }
    }

    private static CancelledException interruption(Exception cause) {
        return new CancelledException("The request was cancelled: its thread was interrupted", cause);
    }

    private record Pending<T>(Work<T> work, Future<T> result) {
        void collect() throws IOException, InterruptedException {
            T value;
            try {
                value = result.get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof Error error && !(cause instanceof OutOfMemoryError)) {
                    throw error;
                }
                work.fail(cause);
                return;
            }
            work.finish(value);
        }
    }
}
