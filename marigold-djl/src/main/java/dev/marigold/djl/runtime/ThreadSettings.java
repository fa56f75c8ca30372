package dev.marigold.djl.runtime;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** What PyTorch keeps for each thread of the application, and we must leave as we found it. */
final class ThreadSettings {
    /** DJL's own switch for the whole process. */
    private static final String OPTIMISE = "ai.djl.pytorch.graph_optimizer";

    private ThreadSettings() {}

    /**
     * Computes something with a number of threads.
     *
     * @param threads 0 for as many as there are
     */
    static <T> T withThreads(int threads, Supplier<T> computation) {
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

    /**
     * Runs a program as it is written. By default PyTorch would spend the first two calls on watching it and rewriting it, and again for every other
     * size, to fuse operations on a GPU; on a processor the result is slower.
     */
    static <T> T asWritten(Supplier<T> call) {
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return call.get();
        } finally {
            // PyTorch does not say what it was before.
            JniUtils.setGraphExecutorOptimize("true".equals(System.getProperty(OPTIMISE, "true")));
        }
    }
}
