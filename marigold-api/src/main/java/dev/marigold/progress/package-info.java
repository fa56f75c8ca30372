/** How a long request tells what it is doing and how it is stopped. */
@NullMarked
package dev.marigold.progress;

import org.jspecify.annotations.NullMarked;
