/** Resizing of pictures and maps, equal to PyTorch's interpolation. Not exported. */
@NullMarked
package dev.marigold.internal.resample;

import org.jspecify.annotations.NullMarked;
