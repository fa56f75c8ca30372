package dev.marigold.djl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weights;
import dev.marigold.djl.script.Arithmetic;
import dev.marigold.djl.script.ScriptProgram;
import dev.marigold.djl.script.WeightForm;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions and their gradients are what the definition says, with any number of channels: on some processors PyTorch's own are not. */
class ConvolutionTest {
    private static final int BATCH = 32;
    private static final int HEIGHT = 6;
    private static final int WIDTH = 8;

    /** Another order of the sums. */
    private static final double SINGLE_PRECISION = 1e-5;

    /** Factors of 8 bits, and some for processors that have no instructions for them; what was wrong was a quarter off. */
    private static final double HALF_PRECISION = 2e-2;

    @TempDir
    private Path directory;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({
        "72, 104, fp32",
        "104, 72, bf16",
        "136, 16, fp32",
        "16, 3, fp32",
        "16, 3, bf16",
        "3, 32, bf16",
        "32, 8, bf16",
        "32, 48, bf16",
    })
    void resultsAndGradientsFollowTheDefinition(int inputs, int outputs, String precision) throws IOException {
        double tolerance = precision.equals("bf16") ? HALF_PRECISION : SINGLE_PRECISION;
        float[] x = noise(BATCH * inputs * HEIGHT * WIDTH);
        float[] w = noise(outputs * inputs * 9);
        float[] b = noise(outputs);
        float[] cotangent = noise(BATCH * outputs * HEIGHT * WIDTH);
        Weights weights = write(outputs, inputs, w, b);
        Expected expected = new Expected(inputs, outputs, x, w, b, cotangent);
        BackendOptions options = BackendOptions.builder().precision(precision).build();
        try (DjlEngine engine = new DjlEngine(options);
                TrainableNetwork network = engine.train(new Single(weights, inputs), weights, name -> true);
                NDManager scope = engine.newManager()) {
            NDArray input = scope.create(x, new Shape(BATCH, inputs, HEIGHT, WIDTH));
            input.setRequiresGradient(true);
            NDArray output;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                output = network.forward(List.of(input));
                collector.backward(
                        output.mul(scope.create(cotangent, output.getShape())).sum());
            }

            assertClose("result", output.toFloatArray(), expected.y, tolerance);
            assertClose("gradient of the input", input.getGradient().toFloatArray(), expected.dx, tolerance);
            assertClose(
                    "gradient of the kernel",
                    NetworkValues.gradient(network, "k.weight").toArray(),
                    expected.dw,
                    tolerance);
            assertClose(
                    "gradient of the bias",
                    NetworkValues.gradient(network, "k.bias").toArray(),
                    expected.db,
                    tolerance);
        }
    }

    /** What keeps results right on the processors in question; on others the test above passes without it. */
    @Test
    void channelsAreFilledUp() throws IOException {
        Weights weights = write(104, 72, noise(104 * 72 * 9), noise(104));

        String source = ScriptProgram.of(new Single(weights, 72), Arithmetic.FP32, WeightForm.READY)
                .source();

        assertThat(source)
                .contains("[0, 0, 0, 0, 0, 8], 0)")
                .contains("[0, 0, 0, 0, 0, 8, 0, 8], 0)")
                .contains(", 1, 0, 104, 1)");
    }

    private Weights write(int outputs, int inputs, float[] w, float[] b) throws IOException {
        Path file = directory.resolve("k.safetensors");
        new SafetensorsWriter()
                .floats("k.weight", FloatTensor.wrap(dev.marigold.tensor.Shape.of(outputs, inputs, 3, 3), w))
                .floats("k.bias", FloatTensor.wrap(dev.marigold.tensor.Shape.of(outputs), b))
                .write(file);
        return SafetensorsFile.open(file).weights();
    }

    private float[] noise(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Compares root mean squares: sums in half precision may cancel anywhere. */
    private static void assertClose(String what, float[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSize(expected.length);
        double deviation = 0;
        double size = 0;
        for (int i = 0; i < actual.length; i++) {
            deviation += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        assertThat(Math.sqrt(deviation / size)).as(what).isLessThan(tolerance);
    }

    private record Single(Weights weights, int channels) implements Network {
        @Override
        public String name() {
            return "convolution";
        }

        @Override
        public List<NetworkInput> inputs() {
            return List.of(new NetworkInput("x", NetworkInput.Kind.IMAGE, channels));
        }

        @Override
        public <T> T forward(Ops<T> ops, List<T> inputs) {
            return ops.convolution(inputs.get(0), weights.get("k.weight"), weights.get("k.bias"), 1, Padding.ONE);
        }
    }

    /** The definition, in double precision. */
    private static final class Expected {
        final double[] y;
        final double[] dx;
        final double[] dw;
        final double[] db;

        Expected(int inputs, int outputs, float[] x, float[] w, float[] b, float[] dy) {
            y = new double[dy.length];
            dx = new double[x.length];
            dw = new double[w.length];
            db = new double[b.length];
            for (int n = 0; n < BATCH; n++) {
                for (int o = 0; o < outputs; o++) {
                    int to = (n * outputs + o) * HEIGHT * WIDTH;
                    for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
                        y[to + pixel] += b[o];
                        db[o] += dy[to + pixel];
                    }
                    for (int i = 0; i < inputs; i++) {
                        int from = (n * inputs + i) * HEIGHT * WIDTH;
                        for (int tap = 0; tap < 9; tap++) {
                            int k = (o * inputs + i) * 9 + tap;
                            dw[k] += shifted(x, from, w[k], dy, to, tap / 3 - 1, tap % 3 - 1);
                        }
                    }
                }
            }
        }

        /** Adds what one element of the kernel does; returns its gradient's share. */
        private double shifted(float[] x, int from, float weight, float[] dy, int to, int down, int right) {
            double gradient = 0;
            for (int row = Math.max(0, -down); row < Math.min(HEIGHT, HEIGHT - down); row++) {
                for (int column = Math.max(0, -right); column < Math.min(WIDTH, WIDTH - right); column++) {
                    int source = from + (row + down) * WIDTH + column + right;
                    int target = to + row * WIDTH + column;
                    y[target] += (double) weight * x[source];
                    dx[source] += (double) weight * dy[target];
                    gradient += (double) x[source] * dy[target];
                }
            }
            return gradient;
        }
    }
}
