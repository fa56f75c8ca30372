package dev.marigold.djl.runtime;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** How many threads PyTorch computes with for the calling thread, which is where PyTorch keeps that number. */
final class ThreadCount {
    private ThreadCount() {}

    /**
     * Computes something with a number of threads, and leaves the number of the calling thread as it was.
     *
     * @param threads 0 for as many as there are
     */
    static <T> T with(int threads, Supplier<T> computation) {
        int before = JniUtils.getNumThreads();
        if (threads == 0 || threads == before) {
            return computation.get();
        }
        JniUtils.setNumThreads(threads);
        try {
            return computation.get();
        } finally {
            JniUtils.setNumThreads(before);
        }
    }
}
