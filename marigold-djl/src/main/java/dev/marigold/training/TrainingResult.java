package dev.marigold.training;

import java.nio.file.Path;

/**
 * What a training left behind.
 *
 * @param checkpoint the last one, in the published layout
 * @param updates number of updates, those before it was resumed included
 * @param lastLoss of the last update; NaN if there was none or nothing in it counted
 */
public record TrainingResult(Path checkpoint, long updates, double lastLoss) {}
