/** From data sets to batches: which sample when, cut, resized and altered; a function of the seed and the position. Pure Java. Not exported. */
@NullMarked
package dev.marigold.training.batch;

import org.jspecify.annotations.NullMarked;
