/**
 * Dense arrays of numbers that travel between the stages of the pipeline: a {@link dev.marigold.tensor.Shape} and a
 * {@link dev.marigold.tensor.FloatTensor}. Heap memory, single precision, row-major; no arithmetic lives here.
 */
@NullMarked
package dev.marigold.tensor;

import org.jspecify.annotations.NullMarked;
