/**
 * Where light comes from: sun, sky, windows and lamps.
 */
@NullMarked
package dev.marigold.scene.light;

import org.jspecify.annotations.NullMarked;
