package dev.marigold.image;

import dev.marigold.internal.numeric.HalfPrecision;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one {@code .npy} file held in memory. */
final class NpyReader {
    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
    private static final Pattern EXTENTS = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    /** Magic, version and the longer of the two kinds of header length. */
    private static final int SHORTEST = NpyFile.MAGIC.length + 6;
    /** More digits than any array on the heap has elements. */
    private static final int MOST_DIGITS = 10;

    private final ByteBuffer bytes;
    private final String name;

    private NpyReader(ByteBuffer bytes, String name) {
        this.bytes = bytes;
        this.name = name;
    }

    static FloatTensor read(byte[] bytes, String name) throws IOException {
        return new NpyReader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), name).read();
    }

    private FloatTensor read() throws IOException {
        String header = header();
        String type = find(DESCRIPTION, header, "descr");
        if (!type.matches("[<>]f[248]|\\|[ub]1")) {
            throw new IOException(name + " must hold float16, float32, float64, uint8 or bool, got '" + type + "'");
        }
        Shape shape = shape(find(EXTENTS, header, "shape"));
        boolean columnMajor = !find(ORDER, header, "fortran_order").equals("False");
        int size = type.charAt(2) - '0';
        if (bytes.remaining() != shape.elementCount() * size) {
            throw new IOException(name + " must hold " + shape.elementCount() * size + " bytes of values for shape "
                    + shape + ", got " + bytes.remaining());
        }
        ByteBuffer data = bytes.slice().order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        float[] values = values(data, size);
        return FloatTensor.wrap(shape, columnMajor && shape.rank() > 1 ? rowMajor(values, shape) : values);
    }

    private String header() throws IOException {
        byte[] magic = new byte[NpyFile.MAGIC.length];
        int capacity = bytes.remaining();
        bytes.get(magic, 0, Math.min(magic.length, capacity));
        if (capacity < SHORTEST || !Arrays.equals(magic, NpyFile.MAGIC)) {
            throw new IOException(name + " must be a NumPy file, got " + capacity + " bytes of another kind");
        }
        int version = bytes.get();
        bytes.get();
        long length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : Integer.toUnsignedLong(bytes.getInt());
        if (version < 1 || version > 3) {
            throw new IOException(name + " must have NumPy format 1, 2 or 3, got " + version);
        }
        if (length > bytes.remaining()) {
            throw new IOException(name + " must hold a header of " + length + " bytes, got " + bytes.remaining());
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private String find(Pattern entry, String header, String key) throws IOException {
        Matcher matcher = entry.matcher(header);
        if (!matcher.find()) {
            throw new IOException(name + " must have a simple '" + key + "' in its header, got " + header.strip());
        }
        return matcher.group(1);
    }

    private Shape shape(String list) throws IOException {
        String[] parts = list.isBlank() ? new String[0] : list.split(",");
        int[] extents = new int[parts.length];
        long count = 1;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            long extent = part.isEmpty() || part.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(part);
            if (extent > Integer.MAX_VALUE || count * extent > Integer.MAX_VALUE) {
                throw new IOException(
                        name + " must hold at most " + Integer.MAX_VALUE + " values, got shape (" + list + ")");
            }
            extents[i] = (int) extent;
            count *= extent;
        }
        return Shape.of(extents);
    }

    private static float[] values(ByteBuffer data, int size) {
        return switch (size) {
            case Byte.BYTES -> bytes(data);
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

    private static float[] bytes(ByteBuffer data) {
        float[] values = new float[data.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(data.get(i));
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
