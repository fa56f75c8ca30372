package dev.marigold.network;

/** How often a compiled network will run: whether preparing its weights pays. */
public enum NetworkUse {
    /** Once, on a small input. */
    ONCE,
    /** Many times. */
    OFTEN
}
