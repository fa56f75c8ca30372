/** Libraries that only some data sets need: each is known to one class, which says what is missing. */
@NullMarked
package dev.marigold.internal.optional;

import org.jspecify.annotations.NullMarked;
