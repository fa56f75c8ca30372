/** Random numbers equal to PyTorch's on the CPU, so that a seed means the same here and there. Not exported. */
@NullMarked
package dev.marigold.internal.random;

import org.jspecify.annotations.NullMarked;
