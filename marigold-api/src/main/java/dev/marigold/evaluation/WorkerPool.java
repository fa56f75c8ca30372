package dev.marigold.evaluation;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads beside the one that runs the networks. They keep no program alive, and have ended when the pool is closed. */
final class WorkerPool implements AutoCloseable {
    private final ExecutorService threads;

    /**
     * Starts threads.
     *
     * @param name what debuggers show
     */
    WorkerPool(String name, int count) {
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns what takes tasks; owned by this. */
    ExecutorService executor() {
        return threads;
    }

    /** Interrupts what runs, and waits for it: data sets and folders are closed afterwards. */
    @Override
    public void close() {
        threads.shutdownNow();
        Uninterruptibles.awaitTerminationUninterruptibly(threads);
    }
}
