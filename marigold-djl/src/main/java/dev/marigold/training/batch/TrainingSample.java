package dev.marigold.training.batch;

import dev.marigold.training.normalization.NormalizedDepth;

/**
 * One prepared sample.
 *
 * @param picture planes of red, green and blue in [-1, 1], of the size of the batch
 * @param depth of the same size
 * @param metres the depth before normalisation; means nothing where it does not count
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the cutter to the batch once, never compared.
record TrainingSample(float[] picture, NormalizedDepth depth, float[] metres) {}
