package dev.marigold.cli.training;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import java.nio.file.Path;

/**
 * A checkpoint that the user has.
 *
 * @param checkpoint opened
 */
record GivenStart(Checkpoint checkpoint) implements Start {
    @Override
    public Path directory() {
        return checkpoint.directory();
    }

    @Override
    public AutoencoderConfig autoencoder() {
        return checkpoint.autoencoder();
    }

    @Override
    public SchedulerConfig scheduler() {
        return checkpoint.scheduler();
    }

    @Override
    public void make() {}
}
