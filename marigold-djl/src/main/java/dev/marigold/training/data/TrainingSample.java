package dev.marigold.training.data;

import dev.marigold.training.normalization.NormalizedDepth;

/**
 * One prepared sample.
 *
 * @param key says what it is a picture of, and how it was cut; equal keys are equal samples unless pictures are altered
 * @param picture planes of red, green and blue in [-1, 1], of the size of the batch
 * @param depth of the same size
 * @param metres the depth before normalisation; means nothing where it does not count
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the cutter to the batch once, never compared.
record TrainingSample(String key, float[] picture, NormalizedDepth depth, float[] metres) {}
