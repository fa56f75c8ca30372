package dev.marigold.image;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.file.NpyHeader;
import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * NumPy's files of one array, {@code .npy} (NEP 1). Values are kept as they are, NaN and infinity too.
 */
public final class NpyFile {
    private static final int CHUNK = 1 << 14;

    private NpyFile() {}

    /**
     * Writes a tensor as format 1.0, {@code float32}, little-endian, row-major; the file is whole or not there.
     *
     * @param values any shape
     * @throws IOException if the file cannot be written
     */
    public static void write(FloatTensor values, Path file) throws IOException {
        byte[] header = header(values.shape());
        FloatBuffer remaining = values.buffer();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[CHUNK];
        WholeFile.write(file, out -> {
            out.write(header);
            while (remaining.hasRemaining()) {
                int count = Math.min(CHUNK, remaining.remaining());
                remaining.get(floats, 0, count);
                chunk.asFloatBuffer().put(floats, 0, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        });
    }

    /**
     * Reads an array of {@code float16}, {@code float32}, {@code float64}, integers of 8, 16 or 32 bits or {@code bool}, row-major or
     * column-major (Fortran order), either byte order, of format 1.0, 2.0 or 3.0.
     *
     * @return the values in row-major order, {@code float64} and {@code int32} rounded to single precision, {@code bool} as 0 and 1
     * @throws IOException if the file cannot be read or is not such a file; says which rule it breaks
     */
    public static FloatTensor read(Path file) throws IOException {
        return NpyReader.read(InputFile.bytes(file), file.toString());
    }

    /**
     * Reads an array as {@link #read(Path)} does from a stream, to its end. The caller closes the stream.
     *
     * @param name what to call the array in messages
     * @throws IOException if the stream cannot be read or does not hold such a file; says which rule it breaks
     */
    public static FloatTensor read(InputStream in, String name) throws IOException {
        requireNonNull(name, "name");
        return NpyReader.read(in.readAllBytes(), name);
    }

    private static byte[] header(Shape shape) {
        return NpyHeader.write(
                "<f4", Arrays.stream(shape.toArray()).asLongStream().boxed().toList(), 0);
    }
}
