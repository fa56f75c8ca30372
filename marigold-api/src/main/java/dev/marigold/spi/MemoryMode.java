package dev.marigold.spi;

/**
 * What a backend should save. Where one network is open at a time, the requests of several threads take turns: each has an estimator to
 * itself while it encodes, denoises or decodes, so that no network is opened again at every step.
 */
public enum MemoryMode {
    /** Keep every network open and its weights in the layout that computes fastest. For many pictures. */
    DEFAULT,
    /**
     * Keep one network open at a time and do not prepare what one picture does not repay. The fastest for one picture, with little
     * memory; every further picture opens each network again.
     */
    SEQUENTIAL,
    /**
     * Keep one network open at a time and use its weights where the file is mapped, so that they can be evicted; slower. Take weights
     * stored in single precision where there is the choice ({@link dev.marigold.checkpoint.WeightVariant#FP32}): an engine may have to
     * widen others into a copy that cannot be evicted.
     */
    LOW
}
