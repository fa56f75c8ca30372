package dev.marigold.checkpoint;

/** Activation functions that configurations name. */
public enum Activation {
    /** {@code x * sigmoid(x)}. */
    SILU,
    /** {@code max(x, 0)}. */
    RELU,
    /** {@code x * Phi(x)} with the exact normal distribution function. */
    GELU,
    /** {@code x * sigmoid(1.702 x)}. */
    QUICK_GELU
}
