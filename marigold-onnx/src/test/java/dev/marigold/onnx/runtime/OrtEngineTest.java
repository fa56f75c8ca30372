package dev.marigold.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.error.ModelLoadException;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkEngine;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.Ops;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtEngineTest {
    @TempDir
    private Path folder;

    /** One layer whose weight is said to be in a file. */
    private record Layer(Path file) implements Network {
        @Override
        public String name() {
            return "layer";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("x", NetworkInput.Kind.TOKENS, 2));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            return ops.linear(inputs.get(0), new Weight("w", file, 8, 16, DType.F32, Shape.of(2, 2)), null);
        }
    }

    private static void compile(Path file) {
        try (NetworkEngine engine = new OrtEngine(BackendOptions.builder().build())) {
            engine.compile(new Layer(file), NetworkUse.OFTEN).close();
        }
    }

    @Test
    void aNetworkThatDoesNotLoadIsNamedWithItsWeightsAndDevice() {
        assertThatThrownBy(() -> compile(folder.resolve("missing.safetensors")))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith(
                        "Cannot load the layer with the weights in " + folder + " on device 'cpu': Error code - ")
                .hasMessageContaining("missing.safetensors");
    }

    @Test
    void weightsMayLieBelowAnyFolder() throws IOException {
        Path flower = Files.createDirectory(named("\ud83c\udf3c")).resolve("in it");

        compile(Files.write(Files.createDirectory(flower).resolve("model.safetensors"), new byte[8 + 4 * Float.BYTES]));
    }

    private Path named(String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            return Assumptions.abort("File names are in an encoding without " + name + ": " + e.getMessage());
        }
    }

    @Test
    void anOptionThatIsRefusedIsNamed() {
        Path longer = folder.resolve("long".repeat(5_000)).resolve("model.safetensors");

        assertThatThrownBy(() -> compile(longer))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("ONNX Runtime refused the session option "
                        + "'session.model_external_initializers_file_folder_path': Error code - ");
    }
}
