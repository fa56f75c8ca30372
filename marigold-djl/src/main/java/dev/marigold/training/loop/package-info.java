/** The loop of a training on PyTorch's arrays: losses, gradients, updates. Not exported. */
@NullMarked
package dev.marigold.training.loop;

import org.jspecify.annotations.NullMarked;
