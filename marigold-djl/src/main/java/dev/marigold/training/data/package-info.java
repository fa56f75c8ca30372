/** Data sets in arrays, and what is done with samples: size, geometry, alterations. Pure Java. */
@NullMarked
package dev.marigold.training.data;

import org.jspecify.annotations.NullMarked;
