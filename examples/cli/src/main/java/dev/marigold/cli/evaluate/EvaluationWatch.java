package dev.marigold.cli.evaluate;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.report.ExampleAlbum;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.evaluation.AlignedDepth;
import dev.marigold.evaluation.EvaluationListener;
import dev.marigold.evaluation.EvaluationProgress;
import dev.marigold.evaluation.SampleScore;

/**
 * Tells the terminal and the album about a run.
 *
 * @param console hears once of results that are not of this run
 * @param display shows how far it is
 * @param album keeps pictures
 */
record EvaluationWatch(Console console, EvaluationDisplay display, ExampleAlbum album) implements EvaluationListener {
    @Override
    public void onProgress(EvaluationProgress progress) {
        if (progress.sample().isEmpty() && progress.resumed() > 0) {
            console.note(progress.resumed() + " of " + progress.total()
                    + " pictures were judged by an earlier run; another --output judges them anew");
        }
        display.show(progress);
    }

    @Override
    public void onScored(DepthSample sample, AlignedDepth aligned, GroundTruth truth, SampleScore score) {
        album.onScored(sample, aligned, truth, score);
    }
}
