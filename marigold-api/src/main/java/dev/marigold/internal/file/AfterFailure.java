package dev.marigold.internal.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives back what was taken when something else has failed. Stateless. */
public final class AfterFailure {
    private AfterFailure() {}

    /**
     * Closes a part, and keeps a failure of closing in the one that matters.
     *
     * @param part null if it was not opened
     */
    public static void close(Throwable failure, @Nullable Closeable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
