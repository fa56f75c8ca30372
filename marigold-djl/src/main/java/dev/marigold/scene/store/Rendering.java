package dev.marigold.scene.store;

import dev.marigold.progress.Cancellation;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Several threads that render what a store lacks. */
final class Rendering {
    private final SceneGenerator generator;
    private final SceneStore store;
    private final RenderListener listener;
    private final Cancellation cancellation;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    Rendering(SceneGenerator generator, SceneStore store, RenderListener listener, Cancellation cancellation) {
        this.generator = generator;
        this.store = store;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    void run(long count, int threads) throws IOException, InterruptedException {
        for (long i = 0; i < count; i++) {
            done.addAndGet(store.has(i) ? 1 : 0);
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        CompletionService<Void> ends = new ExecutorCompletionService<>(workers);
        try {
            for (int i = 0; i < threads; i++) {
                ends.submit(work(count));
            }
            for (int i = 0; i < threads; i++) {
                // Whichever ends first: one that fails must not wait for the others to render everything else.
                requireNoFailure(ends.take());
            }
        } finally {
            stop(workers);
        }
    }

    private Callable<Void> work(long count) {
        return () -> {
            for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                if (!store.has(i)) {
                    cancellation.throwIfCancelled();
                    store.put(generator.render(i));
                    report(count);
                }
            }
            return null;
        };
    }

    private synchronized void report(long count) {
        listener.onRendered(done.incrementAndGet(), count);
    }

    private static void requireNoFailure(Future<Void> worker) throws IOException, InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets workers finish their scene: the store must not be closed under them. */
    private void stop(ExecutorService workers) throws InterruptedException {
        next.set(Long.MAX_VALUE / 2);
        workers.shutdown();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
