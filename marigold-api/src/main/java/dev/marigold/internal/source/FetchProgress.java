package dev.marigold.internal.source;

import dev.marigold.progress.Progress;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.Stage;

/** Counts the bytes of all files that one request fetches and reports them now and then. Confined to one thread. */
public final class FetchProgress {
    private static final long STEP = 1 << 18;

    private final ProgressListener listener;
    private final long total;
    private long done;
    private long reported;

    /**
     * Starts counting at zero.
     *
     * @param listener receives the reports
     * @param total bytes of all files, at least 0
     */
    public FetchProgress(ProgressListener listener, long total) {
        this.listener = listener;
        this.total = Math.max(1, total);
    }

    /** Adds bytes of a file; negative if bytes that were counted have to be fetched again. */
    public void add(String file, long bytes) {
        done += bytes;
        if (Math.abs(done - reported) >= STEP) {
            report(file);
        }
    }

    /** Reports that a file is complete. */
    public void finished(String file) {
        report(file);
    }

    private void report(String file) {
        reported = done;
        listener.onProgress(new Progress(Stage.DOWNLOAD, Math.min(done, total), total, file));
    }
}
