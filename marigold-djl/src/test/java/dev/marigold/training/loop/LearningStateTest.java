package dev.marigold.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weights;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.djl.runtime.NetworkValues;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.Ops;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two weights, (1, -2), whose gradients the test decides on; what is expected was computed by hand. */
class LearningStateTest {
    private static final Adam HALVES = new Adam(0.5, 0.5, 1e-9, 0);
    private static final double RATE = 0.1;
    private static final float TOLERANCE = 1e-6f;

    @TempDir
    private Path folder;

    private DjlEngine engine;
    private TrainableNetwork network;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        new SafetensorsWriter()
                .floats("w", FloatTensor.copyOf(dev.marigold.tensor.Shape.of(1, 2), 1, -2))
                .write(file);
        Weights weights = SafetensorsFile.open(file).weights();
        engine = new DjlEngine(BackendOptions.builder().build());
        network = engine.train(new Product(weights), weights, name -> true);
    }

    @AfterEach
    void close() {
        network.close();
        engine.close();
    }

    /** The product of two inputs with the weights, whose gradient is the inputs. */
    private record Product(Weights weights) implements Network {
        @Override
        public String name() {
            return "product";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("x", NetworkInput.Kind.TOKENS, 2));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            return ops.linear(inputs.get(0), weights.get("w"), null);
        }
    }

    private LearningState state(Adam adam, OptionalDouble averaging) throws IOException {
        return new LearningState(
                engine, List.of(new TrainedNetwork("unet", network)), adam, averaging, Optional.empty());
    }

    private double update(LearningState state, double largestNorm, float... gradient) {
        try (NDManager step = engine.newManager()) {
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                collector.backward(network.forward(List.of(step.create(gradient, new Shape(1, 1, 2))))
                        .sum());
            }
            return state.update(step, state.updates(), RATE, largestNorm);
        }
    }

    private void assertWeights(double... expected) {
        assertClose(NetworkValues.weight(network, "w").toArray(), expected);
    }

    private static void assertClose(float[] values, double... expected) {
        assertThat(values).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(values[i]).isCloseTo((float) expected[i], within(TOLERANCE));
        }
    }

    @Test
    void momentsAreCorrectedForTheirStart() throws IOException {
        try (LearningState state = state(HALVES, OptionalDouble.empty())) {
            update(state, Double.POSITIVE_INFINITY, 3, -4);
            // The first step is the sign of the gradient, whatever its size.
            assertWeights(0.9, -1.9);

            update(state, Double.POSITIVE_INFINITY, 3, 4);

            // First moments are 2.25 and 1 of 3/4, second ones 6.75 and 12 of 3/4.
            assertWeights(0.8, -1.9 - RATE * (1 / 0.75) / 4);
        }
    }

    @Test
    void gradientsLongerThanTheLimitAreShortened() throws IOException {
        try (LearningState state = state(HALVES, OptionalDouble.empty())) {
            double first = update(state, 1, 3, 4);
            // As if it had been (0.6, 0.8).
            double second = update(state, 1, 0.3f, -0.4f);

            assertThat(first).isCloseTo(5, within(1e-6));
            assertThat(second).isCloseTo(0.5, within(1e-6));
            // First moments are 0.3 and 0 of 3/4, second ones 0.135 and 0.24 of 3/4.
            assertWeights(0.9 - RATE * 0.4 / Math.sqrt(0.18), -2.1);
        }
    }

    @Test
    void gradientsAreClearedByAnUpdate() throws IOException {
        try (LearningState state = state(HALVES, OptionalDouble.empty())) {
            update(state, 1, 3, 4);

            assertThat(NetworkValues.gradient(network, "w").toArray()).containsOnly(0);
        }
    }

    @Test
    void weightsDecayByTheRateTimesTheDecay() throws IOException {
        try (LearningState state = state(new Adam(0.5, 0.5, 1e-9, 0.5), OptionalDouble.empty())) {
            update(state, Double.POSITIVE_INFINITY, 3, 4);

            // A twentieth of (1, -2), then a step of a tenth.
            assertWeights(0.95 - 0.1, -1.9 - 0.1);
        }
    }

    @Test
    void averagesFollowFasterWhileTheyAreYoung() throws IOException {
        try (LearningState state = state(HALVES, OptionalDouble.of(0.5))) {
            update(state, 1, 3, 4);
            update(state, 1, 0.3f, -0.4f);

            // The weights were (1, -2), (0.9, -2.1) and (0.805719, -2.1); decays are 2/11 and 3/12.
            assertClose(average(state), 0.833835, -2.095455);
            assertWeights(0.805719, -2.1);
        }
    }

    @Test
    void averagesForgetNoSlowerThanAsked() throws IOException {
        try (LearningState state = state(HALVES, OptionalDouble.of(0.1))) {
            update(state, 1, 3, 4);

            assertClose(average(state), 1 - 0.9 * 0.1, -2 - 0.9 * 0.1);
        }
    }

    private static float[] average(LearningState state) {
        return state.delivered().get("unet").get("w").toFloatArray();
    }

    @Test
    void theWeightsAreDeliveredWhereNothingIsAveraged() throws IOException {
        try (LearningState state = state(HALVES, OptionalDouble.empty())) {
            update(state, 1, 3, 4);

            assertClose(average(state), 0.9, -2.1);
        }
    }
}
