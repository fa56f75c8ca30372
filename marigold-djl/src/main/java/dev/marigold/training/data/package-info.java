/** From data sets to batches: which sample when, cut, resized and altered; a function of the seed and the position. Pure Java. */
@NullMarked
package dev.marigold.training.data;

import org.jspecify.annotations.NullMarked;
