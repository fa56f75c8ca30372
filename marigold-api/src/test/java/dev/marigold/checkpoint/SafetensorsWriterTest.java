package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("out.safetensors");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        FloatTensor depth = FloatTensor.copyOf(Shape.of(2, 2), 0, -1.5f, Float.NaN, Float.POSITIVE_INFINITY);

        new SafetensorsWriter()
                .metadata("format", "pt")
                .floats("depth \"глубина\"", depth)
                .longs("steps", Shape.of(2), 999, -1)
                .write(file);

        SafetensorsFile read = SafetensorsFile.open(file);
        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(read.weights().names()).containsExactly("depth \"глубина\"", "steps");
        assertThat(read.weights().get("depth \"глубина\"", depth.shape()).readFloats())
                .isEqualTo(depth.toArray());
        assertThat(read.weights().get("steps").readLongs()).containsExactly(999, -1);
    }

    @Test
    void valuesAreAskedForInPiecesAndInOrder() throws IOException {
        int elements = 200_001;

        new SafetensorsWriter()
                .floats("ramp", DType.F32, Shape.of(elements), (from, target, count) -> {
                    for (int i = 0; i < count; i++) {
                        target[i] = from + i;
                    }
                })
                .write(file);

        float[] values = SafetensorsFile.open(file).weights().get("ramp").readFloats();
        assertThat(values).hasSize(elements);
        for (int i = 0; i < elements; i++) {
            assertThat(values[i]).isEqualTo(i);
        }
    }

    @Test
    void tensorsAreAlignedToTheirElements() throws IOException {
        new SafetensorsWriter()
                .floats("half", DType.F16, Shape.of(3), (from, target, count) -> {})
                .floats("single", FloatTensor.copyOf(Shape.of(1), 1))
                .longs("long", Shape.of(), 1)
                .floats("brain", DType.BF16, Shape.of(1), (from, target, count) -> {})
                .write(file);

        Weights weights = SafetensorsFile.open(file).weights();
        for (String name : weights.names()) {
            assertThat(weights.get(name).offset() % weights.get(name).dtype().bytes())
                    .as(name)
                    .isZero();
        }
        assertThat(weights.get("long").offset() % 8).isZero();
    }

    @Test
    void storedTensorsAreCopiedBitByBit() throws IOException {
        Weights source = SafetensorsFile.open(Goldens.path("depth-lcm/vae/diffusion_pytorch_model.fp16.safetensors"))
                .weights();
        SafetensorsWriter writer = new SafetensorsWriter();
        source.names().forEach(name -> writer.copy(name, source.get(name)));

        writer.write(file);

        Weights copy = SafetensorsFile.open(file).weights();
        assertThat(copy.names()).isEqualTo(source.names());
        for (String name : copy.names()) {
            assertThat(copy.get(name, source.get(name).shape()).readFloats())
                    .isEqualTo(source.get(name).readFloats());
        }
    }

    @Test
    void anExistingFileIsReplaced() throws IOException {
        Files.writeString(file, "old");

        new SafetensorsWriter().floats("a", FloatTensor.copyOf(Shape.of(1), 1)).write(file);

        assertThat(SafetensorsFile.open(file).weights().names()).containsExactly("a");
        assertThat(directory).isDirectoryContaining("glob:**out.safetensors").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFailingSourceLeavesTheOldFileAndNothingElse() throws IOException {
        Files.writeString(file, "old");
        SafetensorsWriter writer = new SafetensorsWriter()
                .floats("a", DType.F32, Shape.of(1), (from, target, count) -> {
                    throw new IOException("disk on fire");
                });

        assertThatThrownBy(() -> writer.write(file))
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");

        assertThat(file).hasContent("old");
        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void whatATypeCannotHoldIsRefused() throws IOException {
        Files.writeString(file, "old");
        SafetensorsWriter half = new SafetensorsWriter()
                .floats("a", DType.F16, Shape.of(2), (from, target, count) -> target[1] = -65536);
        SafetensorsWriter eightBit = new SafetensorsWriter()
                .floats("a", DType.F8_E4M3, Shape.of(2), (from, target, count) -> target[1] = 449);

        assertThatThrownBy(() -> half.write(file))
                .isInstanceOf(IOException.class)
                .hasMessage("Tensor 'a' must be within 65504.0 to be written as F16, got -65536.0");
        assertThatThrownBy(() -> eightBit.write(file))
                .isInstanceOf(IOException.class)
                .hasMessage("Tensor 'a' must be within 448.0 to be written as F8_E4M3, got 449.0");

        assertThat(file).hasContent("old");
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        SafetensorsWriter writer = new SafetensorsWriter().longs("a", Shape.of(), 1);

        assertThatThrownBy(() -> writer.longs("a", Shape.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must be given once, got 'a' again");
    }

    @Test
    void theReservedNameIsRefused() {
        assertThatThrownBy(() -> new SafetensorsWriter().longs("__metadata__", Shape.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must not be '__metadata__', which is reserved");
    }

    @Test
    void typesThatAreNotWrittenAreRefused() {
        assertThatThrownBy(
                        () -> new SafetensorsWriter().floats("a", DType.F64, Shape.of(), (from, target, count) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dtype of tensor 'a' must be F32, F16, BF16 or F8_E4M3, got F64");
    }

    @Test
    void aWrongNumberOfIntegersIsRefused() {
        assertThatThrownBy(() -> new SafetensorsWriter().longs("a", Shape.of(2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values of tensor 'a' must be 2 for shape [2], got 1");
    }
}
