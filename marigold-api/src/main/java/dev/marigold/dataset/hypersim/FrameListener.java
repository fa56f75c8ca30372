package dev.marigold.dataset.hypersim;

/** Hears of the progress of a conversion, on the thread that converts. */
@FunctionalInterface
public interface FrameListener {
    /**
     * Tells that a frame was dealt with.
     *
     * @param done frames dealt with, from 1 on
     * @param total frames of the split
     */
    void onFrame(int done, int total);
}
