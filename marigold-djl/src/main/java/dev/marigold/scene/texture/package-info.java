/**
 * What surfaces look like: procedural colours over a surface, filtered to the size of a pixel, and materials made of them.
 */
@NullMarked
package dev.marigold.scene.texture;

import org.jspecify.annotations.NullMarked;
