/**
 * The fine-tuning protocol: {@link dev.marigold.training.Trainer} turns an image generator, a depth estimator or nothing into a depth
 * estimator, with pictures that come with depth. Needs PyTorch's native libraries, see {@link dev.marigold.djl}.
 */
@NullMarked
package dev.marigold.training;

import org.jspecify.annotations.NullMarked;
