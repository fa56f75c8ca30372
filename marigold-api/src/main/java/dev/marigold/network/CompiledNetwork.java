package dev.marigold.network;

import dev.marigold.tensor.FloatTensor;
import java.util.List;

/** A network ready to run. {@link #run} may be called by several threads at once; {@code close} must not run during it. */
public interface CompiledNetwork extends AutoCloseable {
    /**
     * Evaluates the network once.
     *
     * @param inputs one tensor for each input of the network
     * @throws dev.marigold.error.InferenceException if the engine fails
     */
    FloatTensor run(List<FloatTensor> inputs);

    /** Releases the network. Closing twice has no effect. */
    @Override
    void close();
}
