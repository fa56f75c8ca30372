package dev.marigold.evaluation;

import org.jspecify.annotations.Nullable;

/** Counts pictures of groups and tells the listener. Confined to the thread of the sweep. */
final class SweepCounter {
    private final SweepListener listener;
    private final int total;
    private final int resumed;
    private int done;
    private int failed;
    private @Nullable Throwable firstCause;

    SweepCounter(SweepListener listener, int total, int resumed) {
        this.listener = listener;
        this.total = total;
        this.resumed = resumed;
        this.done = resumed;
    }

    void report() {
        listener.onProgress(new SweepProgress(done, resumed, failed, total));
    }

    void finished(boolean hasFailed) {
        done++;
        failed += hasFailed ? 1 : 0;
        report();
    }

    void remember(Throwable cause) {
        if (firstCause == null) {
            firstCause = cause;
        }
    }

    @Nullable
    Throwable firstCause() {
        return firstCause;
    }
}
