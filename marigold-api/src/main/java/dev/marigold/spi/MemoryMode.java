package dev.marigold.spi;

/** What a backend should save. */
public enum MemoryMode {
    /** Keep every network open and its weights in the layout that computes fastest. */
    DEFAULT,
    /** Use weights where the file is mapped and keep as few networks open as possible; slower. */
    LOW
}
