package dev.marigold.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes safetensors files of any size with little memory: names, types and shapes are declared first, the values are asked for piece by
 * piece while the file is written. The file appears under its name when it is complete, never before. Confined to one thread.
 */
public final class SafetensorsWriter {
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, OutgoingTensor> tensors = new LinkedHashMap<>();

    /** Creates a writer without tensors. */
    public SafetensorsWriter() {}

    /** Supplies the values of a tensor of floating-point numbers. */
    @FunctionalInterface
    public interface FloatSource {
        /**
         * Supplies a run of values; runs are asked for in order.
         *
         * @param from row-major position of the first value
         * @param target receives the values from index 0 on
         * @param count how many, at most the length of {@code target}
         * @throws IOException if the values cannot be read; nothing is written then
         */
        void read(long from, float[] target, int count) throws IOException;
    }

    /**
     * Notes something under {@code __metadata__}.
     *
     * @return this writer
     */
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Adds a tensor of single-precision numbers.
     *
     * @return this writer
     * @throws IllegalArgumentException if the name is taken
     */
    public SafetensorsWriter floats(String name, FloatTensor values) {
        return floats(
                name,
                DType.F32,
                values.shape(),
                (from, target, count) -> values.copyTo(Math.toIntExact(from), target, 0, count));
    }

    /**
     * Adds a tensor of floating-point numbers.
     *
     * @param dtype {@link DType#F32}, {@link DType#F16}, {@link DType#BF16} or {@link DType#F8_E4M3}; values are rounded to nearest, ties to even
     * @param source called while the file is written
     * @return this writer
     * @throws IllegalArgumentException if the name is taken or the type is another one
     */
    public SafetensorsWriter floats(String name, DType dtype, Shape shape, FloatSource source) {
        if (!dtype.isFloatingPoint() || dtype == DType.F64) {
            throw new IllegalArgumentException(
                    "dtype of tensor '" + name + "' must be F32, F16, BF16 or F8_E4M3, got " + dtype);
        }
        return add(new OutgoingTensor(name, dtype, shape, OutgoingTensor.floats(name, dtype, shape, source)));
    }

    /**
     * Adds a tensor of 64-bit integers.
     *
     * @param values row-major; copied
     * @return this writer
     * @throws IllegalArgumentException if the name is taken or the number of values is not that of the shape
     */
    public SafetensorsWriter longs(String name, Shape shape, long... values) {
        if (shape.elementCount() != values.length) {
            throw new IllegalArgumentException("values of tensor '" + name + "' must be " + shape.elementCount()
                    + " for shape " + shape + ", got " + values.length);
        }
        return add(new OutgoingTensor(name, DType.I64, shape, OutgoingTensor.longs(values.clone())));
    }

    /**
     * Adds a copy of a stored tensor of any type, bit by bit.
     *
     * @param weight its file is read while this writer writes; its shape becomes the tensor's
     * @return this writer
     * @throws IllegalArgumentException if the name is taken
     */
    public SafetensorsWriter copy(String name, Weight weight) {
        return add(new OutgoingTensor(name, weight.dtype(), weight.shape(), OutgoingTensor.copy(weight)));
    }

    /**
     * Writes the file, replacing one of that name. May be called again.
     *
     * @throws IOException if a source fails, a value is too large for its type or the file cannot be written; a file of that name is
     *     then as it was
     */
    public void write(Path file) throws IOException {
        new SafetensorsOutput(metadata, tensors.values()).write(file);
    }

    private SafetensorsWriter add(OutgoingTensor tensor) {
        if (tensor.name().equals(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException(
                    "name must not be '" + SafetensorsHeader.METADATA + "', which is reserved");
        }
        if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
            throw new IllegalArgumentException("name must be given once, got '" + tensor.name() + "' again");
        }
        return this;
    }
}
