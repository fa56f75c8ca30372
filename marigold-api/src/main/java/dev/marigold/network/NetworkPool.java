package dev.marigold.network;

import dev.marigold.tensor.FloatTensor;
import java.util.List;

/** Keeps compiled networks for a backend. Owns the engine they were compiled by. */
interface NetworkPool extends AutoCloseable {
    /**
     * Evaluates a network.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    FloatTensor run(Network network, List<FloatTensor> inputs);

    @Override
    void close();
}
