package dev.marigold.error;

import org.jspecify.annotations.Nullable;

/** Root of everything this library throws besides the JDK's own exceptions for misuse and file access. */
public abstract sealed class MarigoldException extends RuntimeException
        permits CalibrationException,
                CancelledException,
                DownloadException,
                InferenceException,
                InvalidDatasetException,
                InvalidImageException,
                ModelLoadException,
                ProviderUnavailableException {
    private static final long serialVersionUID = 1L;

    MarigoldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
