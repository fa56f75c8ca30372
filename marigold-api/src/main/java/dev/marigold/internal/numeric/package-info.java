/** Arithmetic and rules for numbers that several packages share: half precision, order statistics, the ranges of what users may set. */
@NullMarked
package dev.marigold.internal.numeric;

import org.jspecify.annotations.NullMarked;
