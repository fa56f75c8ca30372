package dev.marigold.network;

import java.util.List;

/** A network as a description: what goes in and what is computed, for any engine. Immutable. */
public interface Network {
    /** Returns a short name for messages, such as {@code unet}. */
    String name();

    /** Returns the inputs, in the order {@link #forward} takes them. */
    List<NetworkInput> inputs();

    /**
     * Computes, or describes the computation of, the output.
     *
     * @param inputs one value for each of {@link #inputs()}
     * @throws dev.marigold.error.ModelLoadException if a weight is missing or has another shape than the configuration says
     */
    <T> T forward(Ops<T> ops, List<T> inputs);
}
