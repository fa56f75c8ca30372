package dev.marigold.internal.pipeline;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** Runs members through a network a batch at a time. Immutable. */
final class Batches {
    private final int size;

    Batches(int size) {
        this.size = size;
    }

    int count(int members) {
        return (members - 1) / size + 1;
    }

    int largest(int members) {
        return Math.min(size, members);
    }

    /**
     * Returns the results of all members.
     *
     * @param members shape {@code [E, ...]}
     */
    FloatTensor map(FloatTensor members, Work work) {
        int count = members.shape().extent(0);
        if (count <= size) {
            return work.apply(members, 0);
        }
        FloatTensor first = work.apply(members.slice(0, size), 0);
        Shape shape = first.shape().with(0, count);
        float[] all = new float[Math.toIntExact(shape.elementCount())];
        int stride = all.length / count;
        first.copyTo(0, all, 0, size * stride);
        for (int from = size; from < count; from += size) {
            int to = Math.min(from + size, count);
            work.apply(members.slice(from, to), from).copyTo(0, all, from * stride, (to - from) * stride);
        }
        return FloatTensor.wrap(shape, all);
    }

    /** What is done to a batch. */
    @FunctionalInterface
    interface Work {
        /**
         * Returns the results of some members.
         *
         * @param batch shape {@code [B, ...]}; the result may differ in all extents but the first
         * @param first the number of its first member
         */
        FloatTensor apply(FloatTensor batch, int first);
    }
}
