package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A checkpoint could not be fetched from a remote host. */
public final class DownloadException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what, the rule and what was found
     */
    public DownloadException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what, the rule and what was found
     * @param cause may be null
     */
    public DownloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
