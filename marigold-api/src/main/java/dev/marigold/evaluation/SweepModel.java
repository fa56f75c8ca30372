package dev.marigold.evaluation;

import dev.marigold.DepthEstimator;
import java.io.IOException;

/**
 * Opens the model of a sweep. For example {@code (scheduler, resolution) ->
 * DepthEstimator.builder().checkpoint(folder).scheduler(scheduler).processingResolution(resolution).build()}.
 */
@FunctionalInterface
public interface SweepModel {
    /**
     * Opens an estimator, which the sweep closes. Called when its turn has come, so that one model is open at a time, and where several are
     * needed also before the sweep starts, to see that it can be done.
     *
     * @param scheduler id of the scheduler
     * @param resolution longer edge while processing in pixels; 0 for the picture's own size
     * @throws IOException if a file cannot be read
     */
    DepthEstimator open(String scheduler, int resolution) throws IOException;
}
