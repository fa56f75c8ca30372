package dev.marigold.cli;

/** A request failed for a reason that only the command line knows; ends the program with exit code 1. */
final class RequestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestFailedException(String message) {
        super(message);
    }

    RequestFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
