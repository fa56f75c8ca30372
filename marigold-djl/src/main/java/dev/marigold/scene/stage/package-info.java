/**
 * A scene being put together: solids with materials, lights, sky and places to look from.
 */
@NullMarked
package dev.marigold.scene.stage;

import org.jspecify.annotations.NullMarked;
