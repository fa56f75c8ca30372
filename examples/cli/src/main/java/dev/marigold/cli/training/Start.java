package dev.marigold.cli.training;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The checkpoint that a training starts from. */
interface Start {
    /** Returns where it is, or will be. */
    Path directory();

    /** Returns the configuration of its autoencoder. */
    AutoencoderConfig autoencoder();

    /** Returns the configuration of its scheduler. */
    SchedulerConfig scheduler();

    /**
     * Makes it unless it is there.
     *
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if what is there was made from other settings
     */
    void make() throws IOException;
}
