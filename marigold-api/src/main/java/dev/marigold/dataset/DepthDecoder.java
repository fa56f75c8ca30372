package dev.marigold.dataset;

import static java.util.Objects.requireNonNullElse;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.InvalidImageException;
import dev.marigold.image.GreyPng16;
import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the bytes of a file into a map {@code [H, W]}. */
@FunctionalInterface
interface DepthDecoder {
    /**
     * Decodes a map.
     *
     * @param name of the file, for messages
     * @throws InvalidDatasetException if the bytes are not such a map
     */
    FloatTensor decode(byte[] bytes, String name);

    /** Returns a decoder of 16-bit grey PNG pictures that divides what is stored. */
    static DepthDecoder png16(float stepsPerMetre) {
        return (bytes, name) -> {
            FloatTensor stored = png16(bytes, name);
            float[] metres = stored.toArray();
            for (int i = 0; i < metres.length; i++) {
                metres[i] /= stepsPerMetre;
            }
            return FloatTensor.wrap(stored.shape(), metres);
        };
    }

    /** Decodes a 16-bit grey PNG picture to the numbers that are stored. */
    static FloatTensor png16(byte[] bytes, String name) {
        try {
            return GreyPng16.read(new ByteArrayInputStream(bytes), name);
        } catch (InvalidImageException | IOException e) {
            throw new InvalidDatasetException(requireNonNullElse(e.getMessage(), name), e);
        }
    }

    /** Decodes NumPy's files of {@code (H, W)} or {@code (H, W, 1)} values. */
    static FloatTensor npy(byte[] bytes, String name) {
        FloatTensor stored;
        try {
            stored = NpyFile.read(new ByteArrayInputStream(bytes), name);
        } catch (IOException e) {
            throw new InvalidDatasetException(requireNonNullElse(e.getMessage(), name), e);
        }
        Shape shape = stored.shape();
        boolean isMap = shape.rank() >= 2 && shape.elementCount() == (long) shape.extent(0) * shape.extent(1);
        if (!isMap || shape.elementCount() == 0) {
            throw new InvalidDatasetException(name + " must have shape (H, W) or (H, W, 1), got " + shape);
        }
        return stored.reshape(Shape.of(shape.extent(0), shape.extent(1)));
    }

    /** Returns a decoder of little-endian {@code float32} values without a header; infinity, where nothing was measured, becomes 0. */
    static DepthDecoder floats(int height, int width) {
        return (bytes, name) -> {
            long expected = (long) Float.BYTES * height * width;
            if (bytes.length != expected) {
                throw new InvalidDatasetException(name + " must hold " + expected + " bytes for " + width + "x" + height
                        + " float32 values, got " + bytes.length);
            }
            float[] metres = new float[height * width];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(metres);
            for (int i = 0; i < metres.length; i++) {
                metres[i] = metres[i] == Float.POSITIVE_INFINITY ? 0 : metres[i];
            }
            return FloatTensor.wrap(Shape.of(height, width), metres);
        };
    }
}
