package dev.marigold.cli;

import org.jspecify.annotations.Nullable;

/** The command line asks for something that cannot be; ends the program with exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        this(message, null);
    }

    UsageException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
