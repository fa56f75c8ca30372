package dev.marigold.training.loop;

import ai.djl.ndarray.NDManager;
import dev.marigold.training.batch.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Networks and what they are trained for. Confined to one thread. */
public interface Learner extends AutoCloseable {
    /** Returns the networks that learn. */
    List<TrainedNetwork> trained();

    /**
     * Computes the loss of a micro-batch, inside of a gradient collector.
     *
     * @param number of the micro-batch; decides on noise
     * @param step owns everything that is computed
     * @return empty if nothing in the batch counts
     * @throws IOException if cached latents cannot be read or written
     */
    Optional<Loss> loss(Batch batch, long number, NDManager step) throws IOException;

    /** Releases the networks. */
    @Override
    void close();
}
