package dev.marigold.progress;

/**
 * Receives reports of progress. Called on the thread that does the work, so it should return at once; what it throws ends the
 * request.
 */
@FunctionalInterface
public interface ProgressListener {
    /** Receives one report. */
    void onProgress(Progress progress);

    /** Returns a listener that ignores every report. */
    static ProgressListener none() {
        return progress -> {};
    }
}
