/** What an estimator returns: the map, how sure it is, and how it came about. Plain values; nothing here computes. */
@NullMarked
package dev.marigold.prediction;

import org.jspecify.annotations.NullMarked;
