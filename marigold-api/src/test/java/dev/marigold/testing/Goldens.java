package dev.marigold.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reference arrays of one file under {@code src/test/conformance}. Reads the file itself, so that tests of the library's own reader can
 * be checked against it.
 */
public final class Goldens {
    private static final Path ROOT = Path.of("src", "test", "conformance");

    private final Path file;
    private final JsonNode header;
    private final ByteBuffer data;

    private Goldens(Path file, JsonNode header, ByteBuffer data) {
        this.file = file;
        this.header = header;
        this.data = data;
    }

    /** Opens a file such as {@code numerics/resize.safetensors}. */
    public static Goldens open(String relative) {
        Path file = ROOT.resolve(relative);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            byte[] json = new byte[Math.toIntExact(bytes.getLong())];
            bytes.get(json);
            JsonNode header = new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
            return new Goldens(file, header, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the arrays, in the file's order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        header.fieldNames().forEachRemaining(names::add);
        names.remove("__metadata__");
        return names;
    }

    /** Returns an array's extents. */
    public Shape shape(String name) {
        JsonNode extents = entry(name).get("shape");
        return Shape.of(IntStream.range(0, extents.size()).map(i -> extents.get(i).intValue()).toArray());
    }

    /** Returns the values of an F32 array. */
    public float[] floats(String name) {
        ByteBuffer bytes = bytes(name, "F32");
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** Returns an F32 array. */
    public FloatTensor tensor(String name) {
        return FloatTensor.wrap(shape(name), floats(name));
    }

    /** Returns the values of an F64 array. */
    public double[] doubles(String name) {
        ByteBuffer bytes = bytes(name, "F64");
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /** Returns the values of an I64 array. */
    public long[] longs(String name) {
        ByteBuffer bytes = bytes(name, "I64");
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    private ByteBuffer bytes(String name, String dtype) {
        JsonNode entry = entry(name);
        if (!dtype.equals(entry.get("dtype").asText())) {
            throw new IllegalArgumentException(
                    "golden '" + name + "' of " + file + " must be " + dtype + ", got " + entry.get("dtype").asText());
        }
        int from = entry.get("data_offsets").get(0).intValue();
        int to = entry.get("data_offsets").get(1).intValue();
        return data.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    private JsonNode entry(String name) {
        JsonNode entry = header.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("No golden '" + name + "' in " + file + "; found " + names());
        }
        return entry;
    }
}
