package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A checkpoint cannot be used: a file is damaged, missing or of a kind this library does not know. */
public final class ModelLoadException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public ModelLoadException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what, the rule and what was found
     * @param cause may be null
     */
    public ModelLoadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
