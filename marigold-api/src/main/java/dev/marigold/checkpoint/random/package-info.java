/**
 * Checkpoints of random weights in the published layout, for trying out installations and measuring speed without a download. What they
 * predict means nothing.
 */
@NullMarked
package dev.marigold.checkpoint.random;

import org.jspecify.annotations.NullMarked;
