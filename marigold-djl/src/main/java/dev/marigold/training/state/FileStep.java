package dev.marigold.training.state;

import java.io.IOException;

/** Hears of every change to files before it is made; a test stops the world here. */
@FunctionalInterface
interface FileStep {
    FileStep IGNORED = what -> {};

    void before(String what) throws IOException;
}
