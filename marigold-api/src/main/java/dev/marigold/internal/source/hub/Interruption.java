package dev.marigold.internal.source.hub;

import dev.marigold.error.CancelledException;

/** What an interrupted thread throws. Stateless. */
final class Interruption {
    private Interruption() {}

    /** Returns the exception, and leaves the thread interrupted. */
    static CancelledException cancelled(Exception cause) {
        Thread.currentThread().interrupt();
        return new CancelledException("The request was cancelled: its thread was interrupted", cause);
    }
}
