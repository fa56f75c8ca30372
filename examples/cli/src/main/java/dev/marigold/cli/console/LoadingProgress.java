package dev.marigold.cli.console;

import dev.marigold.progress.Progress;
import dev.marigold.progress.ProgressListener;

/** Shows how a model is fetched and opened; once it runs, something else has the terminal. */
public final class LoadingProgress implements ProgressListener, AutoCloseable {
    private final ProgressDisplay display;
    private boolean loaded;

    public LoadingProgress(Console console) {
        display = new ProgressDisplay(console);
    }

    @Override
    public void onProgress(Progress progress) {
        if (!loaded) {
            display.onProgress(progress);
        }
    }

    /** Takes the display away for good. */
    @Override
    public void close() {
        loaded = true;
        display.close();
    }
}
