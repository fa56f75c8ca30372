package dev.marigold.training.objective;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.training.data.TrainingSize;

/** What a training minimises, and with that which networks learn. */
public sealed interface Objective permits Denoising, EndToEnd, Reconstruction {
    /**
     * Refuses a size that pictures of such a training cannot have.
     *
     * @param factor of the autoencoder: how many pixels of an edge become one of a latent
     * @throws IllegalArgumentException if an edge is no multiple of what it must be
     */
    default void requireSize(TrainingSize size, int factor) {
        if (!size.isMultipleOf(factor)) {
            throw new IllegalArgumentException(
                    "sizes must be multiples of the autoencoder's factor " + factor + ", got " + size);
        }
    }

    /**
     * Returns the noise schedule to train with, unless another is asked for, which is the scheduler of the checkpoints too.
     *
     * @param start the scheduler of the checkpoint to start from
     */
    SchedulerConfig scheduler(SchedulerConfig start);
}
