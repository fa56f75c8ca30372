package dev.marigold.djl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.Network;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients of the autoencoders, for which nothing is recorded, are the slopes of what they compute. */
class SlopeTest {
    private static final Path DATA = Path.of("..", "marigold-api", "src", "test", "conformance");

    /** Small enough for the curvature and kinks, large enough for single precision. */
    private static final float STEP = 2e-3f;

    /** Central differences of single-precision sums; measured: 0.02 to 0.7. */
    private static final double PERCENT = 3;

    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(strings = {"depth-v1-1/vae", "depth-v1-0/vae", "autoencoder-tiny"})
    void encoderAndDecoderHaveTheirSlopes(String folder) throws IOException {
        AutoencoderFolder opened = AutoencoderFolder.open(DATA.resolve(folder), WeightVariant.ANY);
        Autoencoder autoencoder = Autoencoder.of(opened.config(), opened.weights()::get);
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build())) {
            assertSlope(engine, autoencoder.encoder(), opened, new Shape(1, 3, 16, 24));
            assertSlope(engine, autoencoder.decoder(), opened, new Shape(1, 4, 3, 2));
        }
    }

    private void assertSlope(DjlEngine engine, Network network, AutoencoderFolder folder, Shape shape) {
        try (TrainableNetwork trained = engine.train(network, folder.weights(), name -> true);
                NDManager scope = engine.newManager()) {
            NDArray input = noise(scope, shape);
            input.setRequiresGradient(true);
            NDArray cotangent = noise(scope, trained.evaluate(List.of(input)).getShape());
            differentiate(trained, input, cotangent);
            assertInputSlope(trained, input, cotangent);
            assertWeightSlope(trained, input, cotangent, scope);
        }
    }

    /** Moves the input along its gradient: the steepest slope there is. */
    private static void assertInputSlope(TrainableNetwork trained, NDArray input, NDArray cotangent) {
        NDArray gradient = input.getGradient();
        double steepness = Math.sqrt(gradient.square().sum().getFloat());
        NDArray move = gradient.mul(STEP / steepness);
        double above = value(trained, input.add(move), cotangent);
        double below = value(trained, input.sub(move), cotangent);

        assertThat((above - below) / (2 * STEP)).as("input").isCloseTo(steepness, withinPercentage(PERCENT));
    }

    /** Moves all weights along their gradient. */
    private void assertWeightSlope(TrainableNetwork trained, NDArray input, NDArray cotangent, NDManager scope) {
        double squares = 0;
        for (String name : trained.parameters().keySet()) {
            squares += trained.gradient(name, scope).square().sum().getFloat();
        }
        double steepness = Math.sqrt(squares);
        double length = STEP / steepness;
        move(trained, length, scope);
        double above = value(trained, input, cotangent);
        move(trained, -2 * length, scope);
        double below = value(trained, input, cotangent);

        assertThat((above - below) / (2 * STEP)).as("weights").isCloseTo(steepness, withinPercentage(PERCENT));
    }

    private static void move(TrainableNetwork trained, double length, NDManager scope) {
        trained.parameters()
                .forEach((name, weight) ->
                        weight.addi(trained.gradient(name, scope).mul(length)));
    }

    private static void differentiate(TrainableNetwork trained, NDArray input, NDArray cotangent) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(trained.forward(List.of(input)).mul(cotangent).sum());
        }
    }

    private static double value(TrainableNetwork trained, NDArray input, NDArray cotangent) {
        float[] output = trained.evaluate(List.of(input)).toFloatArray();
        float[] weights = cotangent.toFloatArray();
        double sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += (double) output[i] * weights[i];
        }
        return sum;
    }

    private NDArray noise(NDManager manager, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        return manager.create(values, shape);
    }

    @Test
    void aFrozenNetworkIsDifferentiatedThrough() throws IOException {
        AutoencoderFolder opened = AutoencoderFolder.open(DATA.resolve("depth-v1-1/vae"), WeightVariant.ANY);
        Network decoder = Autoencoder.of(opened.config(), opened.weights()::get).decoder();
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build());
                TrainableNetwork frozen = engine.train(decoder, opened.weights(), name -> false);
                NDManager scope = engine.newManager()) {
            NDArray latent = noise(scope, new Shape(1, 4, 3, 2));
            latent.setRequiresGradient(true);

            differentiate(frozen, latent, noise(scope, new Shape(1, 3, 24, 16)));

            assertThat(latent.getGradient().abs().sum().getFloat()).isPositive();
            assertThat(frozen.parameters().values()).noneMatch(NDArray::hasGradient);
        }
    }
}
