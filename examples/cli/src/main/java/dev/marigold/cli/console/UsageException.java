package dev.marigold.cli.console;

import org.jspecify.annotations.Nullable;

/** The command line asks for something that cannot be; ends the program with exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        this(message, null);
    }

    public UsageException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
