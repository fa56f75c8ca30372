package dev.marigold.djl.runtime;

import ai.djl.pytorch.jni.JniUtils;

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
    static <T, E extends Exception> T withThreads(int threads, Computation<T, E> computation) throws E {
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
     * Computes something of which nothing is recorded for gradients but inside of a gradient collector. DJL switches recording off on the one thread
     * that starts PyTorch; on any other, weights could not be changed in place.
     */
    static <T, E extends Exception> T withoutGradients(Computation<T, E> computation) throws E {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return computation.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /**
     * Runs a program as it is written. By default PyTorch would spend the first two calls on watching it and rewriting it, and again for every other
     * size, to fuse operations on a GPU; on a processor the result is slower.
     */
    static <T, E extends Exception> T asWritten(Computation<T, E> call) throws E {
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return call.get();
        } finally {
            // PyTorch does not say what it was before.
            JniUtils.setGraphExecutorOptimize("true".equals(System.getProperty(OPTIMISE, "true")));
        }
    }
}
