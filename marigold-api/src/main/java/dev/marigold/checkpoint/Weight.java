package dev.marigold.checkpoint;

import dev.marigold.tensor.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A handle to one tensor of a safetensors file: where its bytes are, not the bytes. Immutable. Elements are little-endian and
 * row-major; the range was checked against the file when its header was read.
 *
 * @param name the tensor's name in the file
 * @param file the file, with symbolic links resolved
 * @param offset position of the first byte in the file
 * @param length number of bytes
 * @param dtype element type
 * @param shape extents as networks see them
 */
public record Weight(String name, Path file, long offset, long length, DType dtype, Shape shape) {
    // Virtual machines refuse arrays of the last few lengths.
    private static final int MAX_HEAP_BYTES = Integer.MAX_VALUE - 8;

    /** Rejects a length that does not fit the shape. */
    public Weight {
        if (Math.multiplyExact(shape.elementCount(), dtype.bytes()) != length) {
            throw new IllegalArgumentException(
                    "length of weight '" + name + "' must be that of " + dtype + " " + shape + ", got " + length);
        }
    }

    /**
     * Returns a handle to the same bytes under another shape.
     *
     * @throws IllegalArgumentException if the number of elements differs
     */
    public Weight reshape(Shape other) {
        return new Weight(name, file, offset, length, dtype, other);
    }

    /**
     * Returns a handle to the entries {@code from} to {@code to} (exclusive) of the first axis.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the first axis
     */
    public Weight rows(int from, int to) {
        int rows = shape.extent(0);
        if (from < 0 || to < from || to > rows) {
            throw new IndexOutOfBoundsException(
                    "rows [" + from + ", " + to + ") of weight '" + name + "' of shape " + shape);
        }
        long stride = rows == 0 ? 0 : length / rows;
        return new Weight(name, file, offset + from * stride, (to - from) * stride, dtype, shape.with(0, to - from));
    }

    /**
     * Reads the values, widened to single precision.
     *
     * @return row-major, owned by the caller
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if the elements are not floating-point numbers
     */
    public float[] readFloats() throws IOException {
        if (!dtype.isFloatingPoint()) {
            throw new IllegalStateException("weight '" + name + "' must hold floating-point numbers, got " + dtype);
        }
        return Elements.toFloats(readBytes(), dtype);
    }

    /**
     * Reads the values of a tensor of 64-bit integers.
     *
     * @return row-major, owned by the caller
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if the elements are of another type
     */
    public long[] readLongs() throws IOException {
        if (dtype != DType.I64) {
            throw new IllegalStateException("weight '" + name + "' must hold I64, got " + dtype);
        }
        LongBuffer values = readBytes().asLongBuffer();
        long[] copy = new long[values.remaining()];
        values.get(copy);
        return copy;
    }

    private ByteBuffer readBytes() throws IOException {
        if (length > MAX_HEAP_BYTES) {
            throw new IllegalStateException(
                    "weight '" + name + "' must have at most " + MAX_HEAP_BYTES + " bytes to be read, got " + length);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        if (length == 0) {
            return bytes;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException(file + " ends inside tensor '" + name + "'");
                }
            }
        }
        return bytes.flip();
    }
}
