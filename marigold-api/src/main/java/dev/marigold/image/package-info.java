/**
 * Pictures in and maps out: {@link dev.marigold.image.RgbImage}, colour maps and file writers. Nothing here knows a network.
 */
@NullMarked
package dev.marigold.image;

import org.jspecify.annotations.NullMarked;
