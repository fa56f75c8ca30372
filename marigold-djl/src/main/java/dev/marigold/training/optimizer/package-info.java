/** How fast and by what rule weights change; rules as numbers, no arrays. */
@NullMarked
package dev.marigold.training.optimizer;

import org.jspecify.annotations.NullMarked;
