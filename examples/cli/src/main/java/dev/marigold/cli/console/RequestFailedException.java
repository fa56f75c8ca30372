package dev.marigold.cli.console;

/** A request failed for a reason that only the command line knows; ends the program with exit code 1. */
public final class RequestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RequestFailedException(String message) {
        super(message);
    }

    public RequestFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
