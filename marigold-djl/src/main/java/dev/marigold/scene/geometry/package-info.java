/**
 * Surfaces that rays meet, in metres: analytic solids, meshes and the tree that finds the nearest. Knows no colours.
 */
@NullMarked
package dev.marigold.scene.geometry;

import org.jspecify.annotations.NullMarked;
