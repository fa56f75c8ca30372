package dev.marigold.djl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights stay in the pages of their file, which the system may drop and read again: a network takes no memory of its own for them. */
@EnabledOnOs(OS.LINUX)
class MappedWeightsTest {
    private static final int WIDTH = 4096;
    private static final int CHANNELS = 1024;
    private static final int TAPS = 9;

    @TempDir
    private Path folder;

    /** One matrix. */
    private record Matrix(Weight weight) implements Network {
        @Override
        public String name() {
            return "matrix";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("x", NetworkInput.Kind.VECTOR, WIDTH));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            return ops.linear(inputs.get(0), weight, null);
        }
    }

    /** One convolution. */
    private record Convolution(Weight weight) implements Network {
        @Override
        public String name() {
            return "convolution";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("x", NetworkInput.Kind.IMAGE, CHANNELS));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            return ops.convolution(inputs.get(0), weight, null, 1, Padding.ONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkRunsInThePagesOfItsFile(NetworkUse use) throws IOException {
        Weight weight = write(Shape.of(WIDTH, WIDTH));

        FloatTensor output = run(new Matrix(weight.rows(0, 8)), new Matrix(weight), ones(1, WIDTH), use, weight);

        assertThat(output.toArray()).hasSize(WIDTH).containsOnly(WIDTH / 2f);
    }

    @ParameterizedTest
    @EnumSource
    void convolutionsRunThereToo(NetworkUse use) throws IOException {
        Weight weight = write(Shape.of(CHANNELS, CHANNELS, 3, 3));

        FloatTensor output =
                run(new Convolution(weight.rows(0, 16)), new Convolution(weight), ones(1, CHANNELS, 3, 3), use, weight);

        assertThat(output.get(4)).isEqualTo(CHANNELS * TAPS / 2f);
    }

    /** Runs a network whose weight is large, after a small one, and returns what it says. */
    private static FloatTensor run(Network small, Network large, FloatTensor input, NetworkUse use, Weight weight)
            throws IOException {
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build())) {
            // What PyTorch needs for itself.
            run(engine, small, input, use);
            long before = anonymousMemory();
            try (CompiledNetwork network = engine.compile(large, use)) {
                FloatTensor output = network.run(List.of(input));

                assertThat(anonymousMemory() - before).isLessThan(weight.length() / 2);
                return output;
            }
        }
    }

    private Weight write(Shape shape) throws IOException {
        Path file = folder.resolve("weight.safetensors");
        new SafetensorsWriter()
                .floats("weight", DType.F32, shape, (from, target, count) -> Arrays.fill(target, 0, count, 0.5f))
                .write(file);
        return SafetensorsFile.open(file).weights().get("weight");
    }

    private static void run(DjlEngine engine, Network network, FloatTensor input, NetworkUse use) {
        try (CompiledNetwork compiled = engine.compile(network, use)) {
            compiled.run(List.of(input));
        }
    }

    private static FloatTensor ones(int... extents) {
        Shape shape = Shape.of(extents);
        float[] ones = new float[(int) shape.elementCount()];
        Arrays.fill(ones, 1);
        return FloatTensor.wrap(shape, ones);
    }

    /** Returns the bytes in memory that belong to no file. */
    private static long anonymousMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Anonymous:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }
}
