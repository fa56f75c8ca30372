package dev.marigold.ensemble;

import java.util.stream.IntStream;

/**
 * Runs of pixels to work on in parallel. Where they start does not depend on the number of threads, so that sums over a block, added up
 * in the order of the blocks, do not either.
 */
final class Blocks {
    /** Pixels a task works on. */
    static final int TASK = 16 * Rows.LENGTH;

    private Blocks() {}

    /** Works on a run of pixels. */
    interface Work {
        void run(int task, int from, int to);
    }

    static int tasks(int pixels) {
        return (pixels + TASK - 1) / TASK;
    }

    static void forEach(int pixels, Work work) {
        IntStream.range(0, tasks(pixels)).parallel().forEach(task -> {
            int from = task * TASK;
            work.run(task, from, Math.min(pixels, from + TASK));
        });
    }
}
