package dev.marigold.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.numeric.EightBitFloat;
import dev.marigold.internal.numeric.HalfPrecision;
import dev.marigold.tensor.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;

/** A tensor on its way into a file. */
record OutgoingTensor(String name, DType dtype, Shape shape, Content content) {
    private static final int CHUNK = 1 << 16;

    OutgoingTensor {
        requireNonNull(name, "name");
        requireNonNull(dtype, "dtype");
        requireNonNull(shape, "shape");
    }

    /** Writes all bytes of a tensor. */
    @FunctionalInterface
    interface Content {
        void writeTo(WritableByteChannel target) throws IOException;
    }

    long byteCount() {
        return Math.multiplyExact(shape.elementCount(), dtype.bytes());
    }

    static Content floats(String name, DType dtype, Shape shape, SafetensorsWriter.FloatSource source) {
        requireNonNull(source, "source");
        return target -> {
            long elements = shape.elementCount();
            float largest = largest(dtype);
            float[] values = new float[(int) Math.min(CHUNK, elements)];
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(values.length * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (long from = 0; from < elements; from += values.length) {
                int count = (int) Math.min(values.length, elements - from);
                source.read(from, values, count);
                if (largest < Float.MAX_VALUE) {
                    requireWithin(largest, name, dtype, values, count);
                }
                Elements.put(values, count, bytes.clear(), dtype);
                writeFully(bytes.flip(), target);
            }
        };
    }

    private static float largest(DType dtype) {
        return switch (dtype) {
            case F16 -> HalfPrecision.LARGEST;
            case F8_E4M3 -> EightBitFloat.LARGEST;
            default -> Float.MAX_VALUE;
        };
    }

    private static void requireWithin(float largest, String name, DType dtype, float[] values, int count)
            throws IOException {
        for (int i = 0; i < count; i++) {
            if (Math.abs(values[i]) > largest && Float.isFinite(values[i])) {
                throw new IOException("Tensor '" + name + "' must be within " + largest + " to be written as " + dtype
                        + ", got " + values[i]);
            }
        }
    }

    static Content longs(long[] values) {
        return target -> {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            writeFully(bytes, target);
        };
    }

    static Content copy(Weight weight) {
        return target -> {
            try (FileChannel source = FileChannel.open(weight.file(), StandardOpenOption.READ)) {
                for (long done = 0; done < weight.length(); ) {
                    long copied = source.transferTo(weight.offset() + done, weight.length() - done, target);
                    if (copied <= 0) {
                        throw new EOFException(weight.file() + " ends inside tensor '" + weight.name() + "'");
                    }
                    done += copied;
                }
            }
        };
    }

    private static void writeFully(ByteBuffer bytes, WritableByteChannel target) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }
}
