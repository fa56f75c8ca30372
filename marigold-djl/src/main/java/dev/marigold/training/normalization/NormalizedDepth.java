package dev.marigold.training.normalization;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;

/**
 * A depth map to be predicted.
 *
 * @param values {@code [H, W]}, in [-1, 1]; 1 where it does not count
 * @param valid where it counts
 * @param low metres that -1 stands for
 * @param high metres that 1 stands for
 */
public record NormalizedDepth(FloatTensor values, PixelMask valid, float low, float high) {}
