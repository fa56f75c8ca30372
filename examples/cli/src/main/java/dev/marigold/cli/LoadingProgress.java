package dev.marigold.cli;

import dev.marigold.progress.Progress;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.Stage;

/**
 * Shows how a model is fetched and opened; while it runs, something else has the terminal.
 *
 * @param display where it is shown
 */
record LoadingProgress(ProgressDisplay display) implements ProgressListener {
    @Override
    public void onProgress(Progress progress) {
        if (progress.stage() == Stage.DOWNLOAD || progress.stage() == Stage.LOAD) {
            display.onProgress(progress);
        }
    }
}
