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
    private static final long BYTES = (long) Float.BYTES * WIDTH * WIDTH;

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

    @ParameterizedTest
    @EnumSource
    void aNetworkRunsInThePagesOfItsFile(NetworkUse use) throws IOException {
        Weight weight = write();
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build())) {
            // What PyTorch needs for itself.
            run(engine, weight.rows(0, 8), use);
            long before = anonymousMemory();
            try (CompiledNetwork network = engine.compile(new Matrix(weight), use)) {
                FloatTensor output = network.run(List.of(ones()));
                long growth = anonymousMemory() - before;

                assertThat(output.toArray()).hasSize(WIDTH).containsOnly(WIDTH / 2f);
                assertThat(growth).isLessThan(BYTES / 2);
            }
        }
    }

    private Weight write() throws IOException {
        Path file = folder.resolve("matrix.safetensors");
        new SafetensorsWriter()
                .floats(
                        "weight",
                        DType.F32,
                        Shape.of(WIDTH, WIDTH),
                        (from, target, count) -> Arrays.fill(target, 0, count, 0.5f))
                .write(file);
        return SafetensorsFile.open(file).weights().get("weight");
    }

    private static void run(DjlEngine engine, Weight weight, NetworkUse use) {
        try (CompiledNetwork network = engine.compile(new Matrix(weight), use)) {
            network.run(List.of(ones()));
        }
    }

    private static FloatTensor ones() {
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        return FloatTensor.wrap(Shape.of(1, WIDTH), ones);
    }

    /** Returns the bytes in memory that belong to no file. */
    private static long anonymousMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Anonymous:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }
}
