package dev.marigold.internal.source.hub;

import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Repeats what may pass, waiting 1, 2, 4 … seconds in between, or as long as the server asks. */
final class Retries {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final HubTiming timing;
    private final Cancellation cancellation;
    private final int attempts;

    Retries(HubTiming timing, Cancellation cancellation, int attempts) {
        this.timing = timing;
        this.cancellation = cancellation;
        this.attempts = attempts;
    }

    /** Something that may fail for the time being. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** Returns the result of the first attempt that succeeds. */
    <T> T run(Attempt<T> attempt) throws IOException {
        return run(attempt, () -> 0);
    }

    /**
     * Returns the result of the first attempt that succeeds; only failures in a row without progress count.
     *
     * @throws TransientFailure if too many failed
     */
    <T> T run(Attempt<T> attempt, LongSupplier progress) throws IOException {
        int failed = 0;
        long before = progress.getAsLong();
        while (true) {
            try {
                return attempt.run();
            } catch (TransientFailure e) {
                long after = progress.getAsLong();
                failed = after > before ? 1 : failed + 1;
                before = Math.max(before, after);
                if (failed >= attempts || e.retryAfter().compareTo(LONGEST_WAIT) > 0) {
                    throw exhausted(e, failed);
                }
                pause(e, failed);
            }
        }
    }

    private void pause(TransientFailure failure, int failed) {
        Duration backOff = Duration.ofSeconds(1L << Math.min(failed - 1, 5));
        Duration wait = failure.retryAfter().isZero() ? backOff : failure.retryAfter();
        try {
            timing.pause().sleep(wait, cancellation);
        } catch (InterruptedException e) {
            throw Interruption.cancelled(e);
        }
    }

    private static TransientFailure exhausted(TransientFailure last, int failed) {
        String wait = last.retryAfter().isZero()
                ? ""
                : "; the server asks to wait " + last.retryAfter().toSeconds() + " s";
        return new TransientFailure(last.getMessage() + attemptsText(failed) + wait, last);
    }

    private static String attemptsText(int failed) {
        return failed == 1 ? "" : ", in " + failed + " attempts";
    }
}
