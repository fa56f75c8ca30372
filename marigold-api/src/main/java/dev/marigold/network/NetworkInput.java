package dev.marigold.network;

/**
 * One input of a network.
 *
 * @param name unique in its network
 * @param kind its axes
 * @param channels number of channels
 */
public record NetworkInput(String name, Kind kind, int channels) {
    /** The axes of a value. */
    public enum Kind {
        /** {@code [B, C, h, w]}. */
        IMAGE,
        /** {@code [B, n, C]}. */
        TOKENS,
        /** {@code [1, C]}. */
        VECTOR
    }
}
