package dev.marigold.training;

import dev.marigold.dataset.DepthDataset;

/**
 * How checkpoints are judged: as their users will use them, by predicting the depth of a picture at its size; in metres if that is what they are
 * trained for.
 *
 * @param dataset borrowed: stays open
 * @param every number of updates between validations, at least 1; each saves a checkpoint first
 * @param steps denoising steps, at least 1
 * @param ensembleSize members, at least 1
 * @param processingResolution longer edge while processing, 0 for the picture's own size
 * @param previews number of pictures of the data set whose prediction is drawn, at least 0
 */
public record Validation(
        DepthDataset dataset, long every, int steps, int ensembleSize, int processingResolution, int previews) {
    /** Checks the ranges. */
    public Validation {
        if (every < 1 || steps < 1 || ensembleSize < 1 || processingResolution < 0 || previews < 0) {
            throw new IllegalArgumentException("every, steps and ensembleSize must be >= 1, processingResolution and"
                    + " previews >= 0, got " + every + ", " + steps + ", " + ensembleSize + ", "
                    + processingResolution + " and " + previews);
        }
    }
}
