/** Noise that samples are trained to be recovered from, equal to what PyTorch draws. Pure Java. */
@NullMarked
package dev.marigold.training.noise;

import org.jspecify.annotations.NullMarked;
