package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A plugin or an optional library that was asked for is not there, is there twice, or could not be loaded. */
public final class ProviderUnavailableException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public ProviderUnavailableException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what, the rule and what was found
     * @param cause may be null
     */
    public ProviderUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
