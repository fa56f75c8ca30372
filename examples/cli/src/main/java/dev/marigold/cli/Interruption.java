package dev.marigold.cli;

import dev.marigold.progress.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops the work of this thread when the process is told to end (Ctrl-C), and gives it a moment to clean up. */
final class Interruption implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");
    private static final long GRACE_SECONDS = 10;

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "marigold-interruption");

    private Interruption() {}

    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "The process is ending already", e);
        }
    }

    private void stop() {
        cancellation.cancel();
        worker.interrupt();
        try {
            boolean clean = finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
            LOGGER.log(System.Logger.Level.DEBUG, "Stopped; clean: {0}", clean);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
