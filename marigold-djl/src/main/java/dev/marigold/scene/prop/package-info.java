/**
 * Things that scenes are furnished with, each with its own random shape.
 */
@NullMarked
package dev.marigold.scene.prop;

import org.jspecify.annotations.NullMarked;
