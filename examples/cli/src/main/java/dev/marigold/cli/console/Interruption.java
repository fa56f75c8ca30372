package dev.marigold.cli.console;

import dev.marigold.progress.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stops the work of this thread when the process is told to end (Ctrl-C), and gives it time to clean up. */
public final class Interruption implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final @Nullable Duration grace;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "marigold-interruption");

    private Interruption(@Nullable Duration grace) {
        this.grace = grace;
    }

    /** Watches over work that leaves nothing behind when it stops; what does not stop within ten seconds is ended. */
    public static Interruption watch() {
        return watch(new Interruption(A_MOMENT));
    }

    /** Watches over work that is worth waiting for, however long it takes to finish what it is at and to write it. */
    public static Interruption watchUntilFinished() {
        return watch(new Interruption(null));
    }

    private static Interruption watch(Interruption interruption) {
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    public Cancellation cancellation() {
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

    /** Tells the worker to stop and waits; what the process does when it is told to end. */
    void stop() {
        cancellation.cancel();
        worker.interrupt();
        try {
            boolean clean = await();
            LOGGER.log(System.Logger.Level.DEBUG, "Stopped; clean: {0}", clean);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean await() throws InterruptedException {
        if (grace != null) {
            return finished.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        }
        finished.await();
        return true;
    }
}
