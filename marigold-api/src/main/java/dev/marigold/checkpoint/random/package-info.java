/**
 * Checkpoints with random weights in the published layout: all of them, for trying out installations and measuring speed without a download, or to be
 * trained from scratch; or those of the blocks that a deeper network is to learn with.
 */
@NullMarked
package dev.marigold.checkpoint.random;

import org.jspecify.annotations.NullMarked;
