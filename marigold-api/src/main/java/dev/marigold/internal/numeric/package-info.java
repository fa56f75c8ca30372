/** Number formats that Java has no type for. */
@NullMarked
package dev.marigold.internal.numeric;

import org.jspecify.annotations.NullMarked;
