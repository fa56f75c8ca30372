/** Checkpoints of a training on disk: whole or not there, and enough in them to go on as if nothing had happened. Not exported. */
@NullMarked
package dev.marigold.training.state;

import org.jspecify.annotations.NullMarked;
