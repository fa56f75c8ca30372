package dev.marigold.cli.training;

import dev.marigold.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A checkpoint that the user has.
 *
 * @param directory of it
 */
record GivenStart(Path directory) implements Start {
    @Override
    public int downscaling() throws IOException {
        return Checkpoint.open(directory).autoencoder().downscaling();
    }

    @Override
    public void make() {}
}
