package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** A data set, or one file of it, breaks the rules of its layout: a bad list, a damaged raster, sizes that differ. */
public final class InvalidDatasetException extends MarigoldException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the file, the rule and what was found
     */
    public InvalidDatasetException(String message) {
        super(message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message the file, the rule and what was found
     * @param cause may be null
     */
    public InvalidDatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
