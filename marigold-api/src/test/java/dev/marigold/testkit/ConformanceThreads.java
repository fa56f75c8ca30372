package dev.marigold.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls a plugin from several threads at once. */
final class ConformanceThreads {
    private ConformanceThreads() {}

    /**
     * Returns what tasks return, in their order.
     *
     * @param threads at most as many as there are tasks; none begins before all are there
     */
    static <T> List<T> together(int threads, List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        CountDownLatch missing = new CountDownLatch(threads);
        List<Callable<T>> waiting = new ArrayList<>();
        for (Callable<T> task : tasks) {
            waiting.add(() -> {
                missing.countDown();
                missing.await();
                return task.call();
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(waiting)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
