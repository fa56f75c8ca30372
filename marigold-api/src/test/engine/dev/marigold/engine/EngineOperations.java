package dev.marigold.engine;

import static dev.marigold.engine.Deviations.assertClose;

import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkEngine;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link Ops} promises and no published network asks for, such as a convolution that changes the size: as the oracle computes it. */
public abstract class EngineOperations {
    private static final double ROUNDING = 1e-5;

    @TempDir
    private Path folder;

    private Weights weights;

    /** Returns an engine, which the caller closes. */
    protected abstract NetworkEngine engine();

    /** Some operations on one input. */
    private interface Operations {
        <T> T on(Ops<T> ops, T x);
    }

    private record Described(NetworkInput input, Operations operations) implements Network {
        @Override
        public String name() {
            return "operations";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(input);
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            return operations.on(ops, inputs.get(0));
        }
    }

    @BeforeEach
    void writeWeights() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter()
                .floats("linear", waves(8, 6))
                .floats("bias", waves(8))
                .floats("1x1", kernel(1, 1))
                .floats("1x3", kernel(1, 3))
                .floats("3x1", kernel(3, 1))
                .floats("3x3", kernel(3, 3))
                .floats("5x5", kernel(5, 5))
                .write(file);
        weights = SafetensorsFile.open(file).weights();
    }

    /** Numbers in [-1, 1] without a pattern that a mistake could keep. */
    private static FloatTensor waves(int... extents) {
        int[] next = {0};
        return OracleOps.tabulate(index -> Math.sin(2.4 * next[0]++ + extents.length), extents);
    }

    /** Weights of a convolution of two channels that keeps values about as large as they are. */
    private static FloatTensor kernel(int height, int width) {
        FloatTensor waves = waves(2, 2, height, width);
        float[] values = waves.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] /= (float) Math.sqrt(height * width);
        }
        return FloatTensor.wrap(waves.shape(), values);
    }

    private void assertAsTheOracle(NetworkInput.Kind kind, FloatTensor x, Operations operations) {
        Network network = new Described(new NetworkInput("x", kind, channels(kind, x)), operations);
        try (NetworkEngine engine = engine();
                CompiledNetwork compiled = engine.compile(network, NetworkUse.OFTEN)) {
            FloatTensor expected = network.forward(new OracleOps(), List.of(x));

            assertClose("result", compiled.run(List.of(x)), expected, ROUNDING);
        }
    }

    private static int channels(NetworkInput.Kind kind, FloatTensor x) {
        return x.shape().extent(kind == NetworkInput.Kind.IMAGE ? 1 : 2);
    }

    @Test
    void anyTokensMayBeGated() {
        Weight linear = weights.get("linear");
        assertAsTheOracle(NetworkInput.Kind.TOKENS, waves(2, 5, 6), new Operations() {
            @Override
            public <T> T on(Ops<T> ops, T x) {
                return ops.geglu(ops.tanh(ops.linear(x, linear, null)));
            }
        });
    }

    @Test
    void aLayerWithoutBiasMayBeGated() {
        Weight linear = weights.get("linear");
        assertAsTheOracle(NetworkInput.Kind.TOKENS, waves(2, 5, 6), new Operations() {
            @Override
            public <T> T on(Ops<T> ops, T x) {
                return ops.geglu(ops.linear(x, linear, null));
            }
        });
    }

    @Test
    void aLayerWithAnotherUseMayBeGated() {
        Weight linear = weights.get("linear");
        Weight bias = weights.get("bias");
        assertAsTheOracle(NetworkInput.Kind.TOKENS, waves(2, 5, 6), new Operations() {
            @Override
            public <T> T on(Ops<T> ops, T x) {
                T both = ops.linear(x, linear, bias);
                T other = ops.geglu(ops.relu(both));
                return ops.add(ops.geglu(both), other);
            }
        });
    }

    /** Operations between the convolutions give the engine memory to use again for what it takes to be of one size. */
    @ParameterizedTest
    @CsvSource({
        "1x1, 1, 1, 1, 1, 1",
        "1x3, 1, 1, 1, 1, 1",
        "3x1, 1, 1, 1, 1, 1",
        "3x3, 0, 0, 0, 0, 1",
        "3x3, 2, 2, 2, 2, 1",
        "5x5, 1, 1, 1, 1, 1",
        "5x5, 2, 2, 2, 2, 1",
        "3x3, 0, 2, 2, 0, 1",
        "3x3, 0, 0, 1, 1, 2",
        "3x3, 1, 1, 1, 1, 2",
        "5x5, 0, 1, 3, 2, 3"
    })
    void convolutionsMayChangeTheSize(String kernel, int top, int left, int bottom, int right, int stride) {
        Weight weight = weights.get(kernel);
        Padding padding = new Padding(top, left, bottom, right);
        assertAsTheOracle(NetworkInput.Kind.IMAGE, waves(2, 2, 21, 23), new Operations() {
            @Override
            public <T> T on(Ops<T> ops, T x) {
                T first = ops.convolution(ops.silu(x), weight, null, stride, padding);
                T second = ops.convolution(ops.silu(first), weight, null, stride, padding);
                T third = ops.convolution(ops.relu(ops.silu(second)), weight, null, 1, padding);
                return ops.tanh(ops.silu(third));
            }
        });
    }

    @Test
    void sizesHalvedInTwoWaysDiffer() {
        Weight weight = weights.get("3x3");
        assertAsTheOracle(NetworkInput.Kind.IMAGE, waves(1, 2, 21, 23), new Operations() {
            @Override
            public <T> T on(Ops<T> ops, T x) {
                T down = ops.silu(ops.convolution(x, weight, null, 2, Padding.BOTTOM_RIGHT));
                T up = ops.silu(ops.convolution(x, weight, null, 2, Padding.ONE));
                return ops.add(ops.upsampleLike(down, up), up);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1x1", "1x3", "3x1", "3x3", "5x5"})
    void everyKernelMayFollowADoubling(String kernel) {
        Weight weight = weights.get(kernel);
        assertAsTheOracle(NetworkInput.Kind.IMAGE, waves(2, 2, 4, 5), new Operations() {
            @Override
            public <T> T on(Ops<T> ops, T x) {
                return ops.convolution(ops.upsample(x), weight, null, 1, Padding.ONE);
            }
        });
    }
}
