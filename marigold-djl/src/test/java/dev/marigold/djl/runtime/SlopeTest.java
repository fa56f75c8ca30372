package dev.marigold.djl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.checkpoint.Weights;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.ClipTextModel;
import dev.marigold.network.Network;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients of networks for which none are recorded are the slopes of what they compute. */
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
            assertSlope(engine, autoencoder.encoder(), opened.weights(), new Shape(1, 3, 16, 24));
            assertSlope(engine, autoencoder.decoder(), opened.weights(), new Shape(1, 4, 3, 2));
        }
    }

    /** Convolutional projections in the first, upsampling to sizes that are not twice as large in the second, two targets in the third. */
    @ParameterizedTest
    @ValueSource(strings = {"depth-lcm", "depth-v1-0", "iid-appearance-v1-1"})
    void denoisingNetworksHaveTheirSlopes(String folder) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(DATA.resolve(folder));
        UnetConfig config = checkpoint.unet();
        UNet2DCondition unet = new UNet2DCondition(config, checkpoint.unetWeights()::get);
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build())) {
            assertSlope(
                    engine,
                    unet,
                    checkpoint.unetWeights(),
                    new Shape(1, config.inChannels(), 5, 7),
                    new Shape(1, config.blockOutChannels().get(0)),
                    new Shape(1, 2, config.crossAttentionDim()));
        }
    }

    /** The exact normal distribution function in the first, a sigmoid in its place in the second. */
    @ParameterizedTest
    @ValueSource(strings = {"depth-v1-1", "depth-lcm"})
    void textEncodersHaveTheirSlopes(String folder) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(DATA.resolve(folder));
        ClipTextModel text = new ClipTextModel(checkpoint.textEncoder(), checkpoint.textEncoderWeights()::get);
        try (DjlEngine engine = new DjlEngine(BackendOptions.builder().build())) {
            Shape tokens = new Shape(1, 5, checkpoint.textEncoder().hiddenSize());
            assertSlope(engine, text, checkpoint.textEncoderWeights(), tokens);
        }
    }

    private void assertSlope(DjlEngine engine, Network network, Weights weights, Shape... shapes) {
        try (TrainableNetwork trained = engine.train(network, weights, name -> true);
                NDManager scope = engine.newManager()) {
            List<NDArray> inputs =
                    Arrays.stream(shapes).map(shape -> noise(scope, shape)).toList();
            inputs.forEach(input -> input.setRequiresGradient(true));
            NDArray cotangent = noise(scope, trained.evaluate(inputs).getShape());
            differentiate(trained, inputs, cotangent);
            for (int i = 0; i < shapes.length; i++) {
                assertInputSlope(trained, inputs, i, cotangent);
            }
            assertWeightSlope(trained, inputs, cotangent, scope);
        }
    }

    /** Moves an input along its gradient: the steepest slope there is. */
    private static void assertInputSlope(TrainableNetwork trained, List<NDArray> inputs, int moved, NDArray cotangent) {
        NDArray gradient = inputs.get(moved).getGradient();
        double steepness = Math.sqrt(gradient.square().sum().getFloat());
        NDArray move = gradient.mul(STEP / steepness);
        List<NDArray> other = new ArrayList<>(inputs);
        other.set(moved, inputs.get(moved).add(move));
        double above = value(trained, other, cotangent);
        other.set(moved, inputs.get(moved).sub(move));
        double below = value(trained, other, cotangent);

        assertThat((above - below) / (2 * STEP)).as("input " + moved).isCloseTo(steepness, withinPercentage(PERCENT));
    }

    /** Moves all weights along their gradient. */
    private void assertWeightSlope(TrainableNetwork trained, List<NDArray> inputs, NDArray cotangent, NDManager scope) {
        double squares = 0;
        for (String name : trained.parameters().keySet()) {
            squares += trained.gradient(name, scope).square().sum().getFloat();
        }
        double steepness = Math.sqrt(squares);
        double length = STEP / steepness;
        move(trained, length, scope);
        double above = value(trained, inputs, cotangent);
        move(trained, -2 * length, scope);
        double below = value(trained, inputs, cotangent);

        assertThat((above - below) / (2 * STEP)).as("weights").isCloseTo(steepness, withinPercentage(PERCENT));
    }

    private static void move(TrainableNetwork trained, double length, NDManager scope) {
        trained.parameters()
                .forEach((name, weight) ->
                        weight.addi(trained.gradient(name, scope).mul(length)));
    }

    private static void differentiate(TrainableNetwork trained, List<NDArray> inputs, NDArray cotangent) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(trained.forward(inputs).mul(cotangent).sum());
        }
    }

    private static double value(TrainableNetwork trained, List<NDArray> inputs, NDArray cotangent) {
        float[] output = trained.evaluate(inputs).toFloatArray();
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

            differentiate(frozen, List.of(latent), noise(scope, new Shape(1, 3, 24, 16)));

            assertThat(latent.getGradient().abs().sum().getFloat()).isPositive();
            assertThat(frozen.parameters().values()).noneMatch(NDArray::hasGradient);
        }
    }
}
