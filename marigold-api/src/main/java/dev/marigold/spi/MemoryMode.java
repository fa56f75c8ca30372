package dev.marigold.spi;

/** What a backend should save. */
public enum MemoryMode {
    /** Keep every network open and its weights in the layout that computes fastest. For many pictures. */
    DEFAULT,
    /**
     * Keep one network open at a time and do not prepare what one picture does not repay. The fastest for one picture, with little
     * memory; every further picture opens each network again.
     */
    SEQUENTIAL,
    /** Keep one network open at a time and use its weights where the file is mapped, so that they can be evicted; slower. */
    LOW
}
