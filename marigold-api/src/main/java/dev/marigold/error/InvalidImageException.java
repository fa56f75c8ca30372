package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A picture cannot be used: not an image, an unsupported colour space, no pixels or too many. */
public final class InvalidImageException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public InvalidImageException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what, the rule and what was found
     * @param cause may be null
     */
    public InvalidImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
