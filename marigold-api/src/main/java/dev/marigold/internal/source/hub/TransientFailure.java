package dev.marigold.internal.source.hub;

import dev.marigold.error.DownloadException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request failed in a way that may pass: no connection, a cut one, or a server that is busy. */
final class TransientFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String failure;
    private final Duration retryAfter;

    TransientFailure(String message) {
        this(message, Duration.ZERO);
    }

    TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = message;
        this.retryAfter = Duration.ZERO;
    }

    TransientFailure(String message, Duration retryAfter) {
        super(message);
        this.failure = message;
        this.retryAfter = retryAfter;
    }

    /** Returns what users get when nobody tries again. */
    DownloadException asDownloadException() {
        return new DownloadException(failure, this);
    }

    /** Returns how long the server asks to wait; zero if it does not say. */
    Duration retryAfter() {
        return retryAfter;
    }
}
