package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    private static final FloatTensor VALUES =
            FloatTensor.copyOf(Shape.of(2, 3), 0.1f, -2.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e-40f, 3.4e38f);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float32-big", "float32-v2", "float64"})
    void filesOfNumpyAreRead(String name) throws IOException {
        assertThat(NpyFile.read(numpy(name))).isEqualTo(VALUES);
    }

    @Test
    void vectorIsRead() throws IOException {
        assertThat(NpyFile.read(numpy("vector"))).isEqualTo(FloatTensor.copyOf(Shape.of(4), 0, 1, 2, 3));
    }

    @Test
    void scalarIsRead() throws IOException {
        assertThat(NpyFile.read(numpy("scalar"))).isEqualTo(FloatTensor.copyOf(Shape.of(), 7.5f));
    }

    @Test
    void emptyArrayIsRead() throws IOException {
        assertThat(NpyFile.read(numpy("empty"))).isEqualTo(FloatTensor.copyOf(Shape.of(0, 3)));
    }

    @Test
    void fileIsByteForByteThatOfNumpy() throws IOException {
        Path file = directory.resolve("values.npy");

        NpyFile.write(VALUES, file);

        assertThat(file).hasSameBinaryContentAs(numpy("float32"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "5", "3 4", "1 1 1 1 1 1 1", "2 0 3", "5 7000"})
    void writingAndReadingGivesTheSameTensor(String extents) throws IOException {
        Shape shape = Shape.of(
                extents.isEmpty()
                        ? new int[0]
                        : Arrays.stream(extents.split(" "))
                                .mapToInt(Integer::parseInt)
                                .toArray());
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 7f;
        }
        Path file = directory.resolve("values.npy");

        NpyFile.write(FloatTensor.wrap(shape, values), file);

        assertThat(NpyFile.read(file)).isEqualTo(FloatTensor.wrap(shape, values));
        assertThat((Files.size(file) - 4L * values.length) % 64).isZero();
    }

    @Test
    void bytesAndMasksAreRead() throws IOException {
        assertThat(NpyFile.read(numpy("uint8"))).isEqualTo(FloatTensor.copyOf(Shape.of(3), 0, 1, 255));
        assertThat(NpyFile.read(numpy("bool"))).isEqualTo(FloatTensor.copyOf(Shape.of(2), 0, 1));
    }

    @Test
    void streamIsRead() throws IOException {
        try (InputStream in = Files.newInputStream(numpy("float32"))) {
            assertThat(NpyFile.read(in, "values")).isEqualTo(VALUES);
        }
    }

    @Test
    void columnMajorArrayIsReordered() throws IOException {
        assertThat(NpyFile.read(numpy("fortran"))).isEqualTo(VALUES);
    }

    @Test
    void columnMajorArrayOfThreeAxesIsReordered() throws IOException {
        float[] counted = new float[24];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = i;
        }

        assertThat(NpyFile.read(numpy("fortran-3d"))).isEqualTo(FloatTensor.wrap(Shape.of(2, 3, 4), counted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float16", "float16-big"})
    void halvesAreWidened(String name) throws IOException {
        float[] values = {
            0.099975586f, -2.5f, Float.NaN, Float.POSITIVE_INFINITY, 0x1p-24f, 65504, -0.0f, 168 * 0x1p-24f
        };

        assertThat(NpyFile.read(numpy(name))).isEqualTo(FloatTensor.wrap(Shape.of(2, 4), values));
    }

    @ParameterizedTest
    @CsvSource({
        "|i1, fe, -2",
        "|u1, fe, 254",
        "<i2, feff, -2",
        ">i2, fffe, -2",
        "<u2, 60ea, 60000",
        ">u4, 80000000, 2147483648",
        "<i4, feffffff, -2"
    })
    void integersAreRead(String type, String bytes, float value) throws IOException {
        assertThat(NpyFile.read(array(type, bytes))).isEqualTo(FloatTensor.copyOf(Shape.of(1), value));
    }

    @Test
    void integersOfNumpyAreRead() throws IOException {
        assertThat(NpyFile.read(numpy("int32"))).isEqualTo(FloatTensor.copyOf(Shape.of(3), 0, 1, 2));
    }

    @ParameterizedTest
    @CsvSource({"<i8, 0000000000000000", "<c8, 0000000000000000", "|S1, 00"})
    void otherTypesAreRefused(String type, String bytes) throws IOException {
        Path file = array(type, bytes);

        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must hold floats, integers of up to 32 bits or bool, got '" + type + "'");
    }

    /** Writes an array of one value as NumPy does. */
    private Path array(String type, String bytes) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (1,), }";
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) (header.length() + 1), 0});
        file.writeBytes((header + "\n").getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(HexFormat.of().parseHex(bytes));
        return Files.write(directory.resolve("values.npy"), file.toByteArray());
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("x.npy"), "not a NumPy file");

        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must be a NumPy file, got 16 bytes of another kind");
    }

    @Test
    void missingValuesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(numpy("float32"));
        Path file = Files.write(directory.resolve("x.npy"), Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must hold 24 bytes of values for shape [2, 3], got 23");
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(numpy("float64"));
        Path file = directory.resolve("x.npy");

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NpyFile.read(file)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(9, 9)|must hold 324 bytes of values for shape [9, 9], got 24",
                "(99999999, 99)|must hold at most 2147483647 values, got shape [99999999, 99]",
                "(99999999999999999999)|must have extents of 1 to 18 digits, got shape (99999999999999999999)",
            })
    void shapeThatDoesNotFitIsRefused(String shape, String message) throws IOException {
        String whole = Files.readString(numpy("float32"), StandardCharsets.ISO_8859_1);
        String padding = " ".repeat(shape.length() - "(2, 3)".length());
        Path file = directory.resolve("x.npy");
        Files.writeString(file, whole.replace("(2, 3), }" + padding, shape + ", }"), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " " + message);
    }

    private static Path numpy(String name) {
        return Pictures.resource("npy-" + name + "-numpy2.4.6.npy");
    }
}
