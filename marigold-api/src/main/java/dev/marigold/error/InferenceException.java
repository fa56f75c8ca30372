package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A network could not be evaluated, or returned something that is not a result. */
public final class InferenceException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public InferenceException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what, the rule and what was found
     * @param cause may be null
     */
    public InferenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
