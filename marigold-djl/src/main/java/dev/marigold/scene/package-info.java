/**
 * Synthetic scenes: unlimited, seeded, varied pictures with exact depth, made without any data set. Knows no engine; trainers and the command
 * line are its users.
 */
@NullMarked
package dev.marigold.scene;

import org.jspecify.annotations.NullMarked;
