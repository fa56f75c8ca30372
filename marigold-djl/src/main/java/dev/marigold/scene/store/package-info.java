/**
 * Rendered scenes on disk: pictures with maps and an index, or packed arrays. Every file is whole or not there, and writing can be stopped and
 * taken up again.
 */
@NullMarked
package dev.marigold.scene.store;

import org.jspecify.annotations.NullMarked;
