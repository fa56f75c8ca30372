package com.example.marigold.remote;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A tensor as bytes: the number of extents, the extents, the values, 32 bits each, big-endian. */
final class TensorBytes {
    private static final int MOST_EXTENTS = 8;

    private TensorBytes() {}

    static byte[] of(FloatTensor tensor) {
        int[] extents = tensor.shape().toArray();
        long size = Math.multiplyExact(4L, 1 + extents.length + tensor.shape().elementCount());
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        bytes.putInt(extents.length);
        for (int extent : extents) {
            bytes.putInt(extent);
        }
        bytes.asFloatBuffer().put(tensor.buffer());
        return bytes.array();
    }

    /** Reads what {@link #of} wrote; the bytes come from elsewhere, so nothing is taken for granted. */
    static FloatTensor parse(byte[] message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        try {
            int rank = bytes.remaining() < 4 ? -1 : bytes.getInt();
            if (rank < 0 || rank > MOST_EXTENTS || bytes.remaining() < 4 * rank) {
                throw new IOException("a tensor must have 0 to " + MOST_EXTENTS + " extents, got " + rank);
            }
            int[] extents = new int[rank];
            for (int i = 0; i < rank; i++) {
                extents[i] = bytes.getInt();
            }
            return FloatTensor.copyOf(Shape.of(extents), bytes.asFloatBuffer());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("a tensor must have as many values as its extents say: " + e.getMessage(), e);
        }
    }
}
