package dev.marigold.network;

/** Turns descriptions of networks into something that runs. Safe for use by several threads. */
public interface NetworkEngine extends AutoCloseable {
    /**
     * Prepares a network.
     *
     * @param use how often it will run; changes the cost, not the result
     * @return owned by the caller, who closes it before this engine
     * @throws dev.marigold.error.ModelLoadException if a weight is missing or the engine refuses the network
     */
    CompiledNetwork compile(Network network, NetworkUse use);

    /** Releases what the engine holds. Closing twice has no effect. */
    @Override
    void close();
}
