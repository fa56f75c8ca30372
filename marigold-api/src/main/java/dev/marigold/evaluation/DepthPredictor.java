package dev.marigold.evaluation;

import dev.marigold.dataset.DepthSample;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.Map;

/**
 * Where the depth maps to be judged come from: a model that runs, files that another program wrote, a rule of thumb. A run calls it from
 * one thread, in the order of the data set.
 */
public interface DepthPredictor {
    /**
     * Returns the prediction for a picture; a run that gets an exception records the sample as failed and goes on.
     *
     * @param cancellation fires when the run is to stop; a long prediction looks at it
     * @return {@code [H, W]}: depth up to scale and shift, disparity, or metres, as the alignment of the run expects
     * @throws IOException if the prediction or the picture is missing or cannot be read; names the file
     * @throws dev.marigold.error.MarigoldException if there is no prediction for another reason
     */
    FloatTensor predict(DepthSample sample, Cancellation cancellation) throws IOException;

    /**
     * Returns what decides on the predictions, such as the folder or the checkpoint, steps and seed. A run is only resumed where it is
     * the same as before, so leave nothing out.
     *
     * @return keys in lower case with {@code _} between words
     */
    Map<String, String> settings();
}
