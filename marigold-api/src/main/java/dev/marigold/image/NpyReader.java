package dev.marigold.image;

import dev.marigold.internal.file.NpyHeader;
import dev.marigold.internal.numeric.HalfPrecision;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads one {@code .npy} file held in memory. */
final class NpyReader {
    private final ByteBuffer bytes;
    private final String name;

    private NpyReader(ByteBuffer bytes, String name) {
        this.bytes = bytes;
        this.name = name;
    }

    static FloatTensor read(byte[] bytes, String name) throws IOException {
        return new NpyReader(ByteBuffer.wrap(bytes), name).read();
    }

    private FloatTensor read() throws IOException {
        NpyHeader header = NpyHeader.read(bytes, name);
        String type = header.type();
        if (!type.matches("[<>](f[248]|[iu][24])|\\|[iub]1")) {
            throw new IOException(name + " must hold floats, integers of up to 32 bits or bool, got '" + type + "'");
        }
        Shape shape = shape(header.extents());
        int size = type.charAt(2) - '0';
        bytes.position(header.length());
        if (bytes.remaining() != shape.elementCount() * size) {
            throw new IOException(name + " must hold " + shape.elementCount() * size + " bytes of values for shape "
                    + shape + ", got " + bytes.remaining());
        }
        ByteBuffer data = bytes.slice().order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        float[] values = type.charAt(1) == 'f' ? floats(data, size) : integers(data, size, type.charAt(1) == 'i');
        return FloatTensor.wrap(shape, header.columnMajor() && shape.rank() > 1 ? rowMajor(values, shape) : values);
    }

    private Shape shape(List<Long> extents) throws IOException {
        long count = 1;
        for (long extent : extents) {
            if (extent > Integer.MAX_VALUE || count * extent > Integer.MAX_VALUE) {
                throw new IOException(
                        name + " must hold at most " + Integer.MAX_VALUE + " values, got shape " + extents);
            }
            count *= extent;
        }
        return Shape.of(extents.stream().mapToInt(Long::intValue).toArray());
    }

    private static float[] floats(ByteBuffer data, int size) {
        return switch (size) {
            case Short.BYTES -> halves(data);
            case Float.BYTES -> singles(data);
            default -> doubles(data);
        };
    }

    /** Reorders values whose first index runs fastest. */
    private static float[] rowMajor(float[] values, Shape shape) {
        float[] ordered = new float[values.length];
        int[] index = new int[shape.rank()];
        for (int target = 0; target < ordered.length; target++) {
            int source = 0;
            for (int axis = index.length - 1; axis >= 0; axis--) {
                source = source * shape.extent(axis) + index[axis];
            }
            ordered[target] = values[source];
            for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.extent(axis); axis--) {
                index[axis] = 0;
            }
        }
        return ordered;
    }

    private static float[] integers(ByteBuffer data, int size, boolean signed) {
        float[] values = new float[data.remaining() / size];
        for (int i = 0; i < values.length; i++) {
            int bits = switch (size) {
                case Byte.BYTES -> data.get(i);
                case Short.BYTES -> data.getShort(i * Short.BYTES);
                default -> data.getInt(i * Integer.BYTES);
            };
            long mask = (1L << size * Byte.SIZE) - 1;
            values[i] = signed ? bits : bits & mask;
        }
        return values;
    }

    private static float[] halves(ByteBuffer data) {
        float[] values = new float[data.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = HalfPrecision.toFloat(data.getShort(i * Short.BYTES));
        }
        return values;
    }

    private static float[] singles(ByteBuffer data) {
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    private static float[] doubles(ByteBuffer data) {
        float[] values = new float[data.remaining() / Double.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.getDouble(i * Double.BYTES);
        }
        return values;
    }
}
