package dev.marigold.cli.console;

import dev.marigold.progress.Cancellation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Stops the work of this thread when the process is told to end (Ctrl-C), and gives it time to clean up. By signals rather than by a shutdown
 * hook: those of engines run beside it, and take away what the work still needs.
 */
public final class Interruption implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");
    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    /** As shells say it; the signal's number is added. */
    private static final int ENDED_BY_SIGNAL = 128;

    /** Of the first signal; 0 if there was none. */
    private static final AtomicInteger EXIT_CODE = new AtomicInteger();

    private final @Nullable Duration grace;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final Map<String, @Nullable Object> before = new HashMap<>();

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
        SIGNALS.forEach((name, number) -> interruption.before.put(
                name, Signals.register(name, () -> interruption.receive(ENDED_BY_SIGNAL + number))));
        return interruption;
    }

    /** Tells whether the process was told to end while it was watched. */
    public static boolean wasReceived() {
        return EXIT_CODE.get() != 0;
    }

    /** Returns the exit code of a program that would end with another if it was not told to end. */
    public static int exitCode(int otherwise) {
        return wasReceived() ? EXIT_CODE.get() : otherwise;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
        finished.countDown();
    }

    private void receive(int exitCode) {
        EXIT_CODE.compareAndSet(0, exitCode);
        if (!stop()) {
            // Not by System.exit: what the work is at needs what shutdown hooks take away.
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /** Tells the worker to stop, and returns whether it has before its time was over. */
    boolean stop() {
        cancellation.cancel();
        worker.interrupt();
        try {
            return await();
        } catch (InterruptedException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "Nobody waits any more", e);
            Thread.currentThread().interrupt();
            return true;
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
