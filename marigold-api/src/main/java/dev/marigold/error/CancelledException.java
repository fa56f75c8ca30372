package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A request was stopped by its cancellation or by the interruption of its thread. */
public final class CancelledException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public CancelledException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what, the rule and what was found
     * @param cause may be null
     */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
