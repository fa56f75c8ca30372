package dev.marigold.cli.training;

import java.io.IOException;
import java.nio.file.Path;

/** The checkpoint that a training starts from. */
interface Start {
    /** Returns where it is, or will be. */
    Path directory();

    /** Returns the factor of its autoencoder; pictures have multiples of it on each side. */
    int downscaling() throws IOException;

    /**
     * Makes it unless it is there.
     *
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if what is there was made from other settings
     */
    void make() throws IOException;
}
