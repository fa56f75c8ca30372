/**
 * Random numbers that are the same everywhere.
 */
@NullMarked
package dev.marigold.scene.random;

import org.jspecify.annotations.NullMarked;
