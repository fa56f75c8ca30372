package dev.marigold.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several parts although some of them fail. Stateless. */
final class Closing {
    private Closing() {}

    /**
     * Runs what closes the parts, the last one first. Throws what the first one to fail threw, once all were run; the others' failures are
     * suppressed in it.
     */
    static void inReverse(List<Runnable> closes) {
        @Nullable Throwable failure = null;
        for (int i = closes.size() - 1; i >= 0; i--) {
            try {
                closes.get(i).run();
            } catch (RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Runs what closes the parts after something failed, which all further failures are suppressed in. */
    static void inReverseAfter(Throwable failure, List<Runnable> closes) {
        try {
            inReverse(closes);
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }
}
