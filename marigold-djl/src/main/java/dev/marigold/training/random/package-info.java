/** Independent streams of random numbers, each a function of a seed and a position. */
@NullMarked
package dev.marigold.training.random;

import org.jspecify.annotations.NullMarked;
