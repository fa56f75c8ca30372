/**
 * From a world and a camera to a picture and its maps, in the steps of a camera: rays, light, lens, sensor.
 */
@NullMarked
package dev.marigold.scene.render;

import org.jspecify.annotations.NullMarked;
