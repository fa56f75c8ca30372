package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTest {
    @TempDir
    private Path directory;

    private Weight floats;
    private Weight longs;

    @BeforeEach
    void writeAFile() throws IOException {
        Path file = directory.resolve("model.safetensors");
        new SafetensorsWriter()
                .floats("floats", FloatTensor.copyOf(Shape.of(3, 2), 1, 2, 3, 4, 5, 6))
                .longs("longs", Shape.of(2), 7, 8)
                .write(file);
        Weights weights = SafetensorsFile.open(file).weights();
        floats = weights.get("floats");
        longs = weights.get("longs");
    }

    @Test
    void rowsAreARangeOfTheFirstAxis() throws IOException {
        assertThat(floats.rows(1, 3).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(floats.rows(1, 3).readFloats()).containsExactly(3, 4, 5, 6);
        assertThat(floats.rows(1, 1).readFloats()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "2, 1", "0, 4"})
    void rowsOutsideTheTensorAreRefused(int from, int to) {
        assertThatThrownBy(() -> floats.rows(from, to))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("rows [" + from + ", " + to + ") of weight 'floats' of shape [3, 2]");
    }

    @Test
    void anotherShapeHasTheSameNumbers() throws IOException {
        assertThat(floats.reshape(Shape.of(6)).readFloats()).isEqualTo(floats.readFloats());
    }

    @Test
    void aShapeOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> floats.reshape(Shape.of(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length of weight 'floats' must be that of F32 [5], got 24");
    }

    @Test
    void numbersOfAnotherTypeAreRefused() {
        assertThatThrownBy(longs::readFloats)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("weight 'longs' must hold floating-point numbers, got I64");
        assertThatThrownBy(floats::readLongs)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("weight 'floats' must hold I64, got F32");
    }

    @Test
    void moreThanAnArrayHoldsIsRefusedBeforeMemoryIsTaken() {
        Weight huge = new Weight("huge", floats.file(), 0, 1L << 32, DType.F32, Shape.of(1 << 15, 1 << 15));

        assertThatThrownBy(huge::readFloats)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("weight 'huge' must have at most 2147483639 bytes to be read, got 4294967296");
    }

    @Test
    void aFileThatBecameShorterIsAnInputError() throws IOException {
        Path file = floats.file();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (floats.offset() + floats.length() - 1)));

        assertThatThrownBy(floats::readFloats)
                .isInstanceOf(EOFException.class)
                .hasMessage(file + " ends inside tensor 'floats'");
    }
}
