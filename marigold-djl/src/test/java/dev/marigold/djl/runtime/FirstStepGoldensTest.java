package dev.marigold.djl.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.Weights;
import dev.marigold.network.TimestepEmbedding;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the first step of the recorded training in bfloat16; those in single precision are compared where the loss is. */
class FirstStepGoldensTest {
    private static final Path DATA = Path.of("..", "marigold-api", "src", "test", "conformance");

    /** Cosine of the angle between gradients in bfloat16 and in single precision; measured: 0.9994 to 0.99999. */
    private static final double SAME_DIRECTION = 0.998;

    private static final String GRADIENT = "grad0.";

    private DjlEngine engine;
    private TrainableNetwork unet;
    private Weights golden;
    private Checkpoint checkpoint;

    @BeforeEach
    void open() throws IOException {
        checkpoint = Checkpoint.open(DATA.resolve("depth-v1-1"));
        golden = golden();
        engine = new DjlEngine(BackendOptions.builder().precision("bf16").build());
        UNet2DCondition network = new UNet2DCondition(checkpoint.unet(), checkpoint.unetWeights()::get);
        unet = engine.train(network, checkpoint.unetWeights(), name -> true);
    }

    @AfterEach
    void close() {
        unet.close();
        engine.close();
    }

    private static Weights golden() throws IOException {
        return SafetensorsFile.open(DATA.resolve("training").resolve("training.safetensors"))
                .weights();
    }

    private FloatTensor tensor(String name) throws IOException {
        return FloatTensor.wrap(golden.get(name).shape(), golden.get(name).readFloats());
    }

    private NDArray array(NDManager manager, String name) throws IOException {
        return HeapTensors.toNative(manager, tensor(name));
    }

    /** Image latent and noisy depth latent, an embedding of each entry's timestep, the empty prompt for each. */
    private List<NDArray> inputs(NDManager step) throws IOException {
        NDArray sample = array(step, "rgb_latent").concat(array(step, "step0.noisy"), 1);
        NDList times = new NDList();
        for (long timestep : golden.get("step0.timesteps").readLongs()) {
            times.add(HeapTensors.toNative(step, TimestepEmbedding.of((int) timestep, checkpoint.unet())));
        }
        NDArray time = times.get(0).concat(times.get(1), 0);
        return List.of(sample, time, array(step, "text_embedding").repeat(0, 2));
    }

    /** The mean squared error over the latent mask. */
    private NDArray loss(NDManager step, NDArray prediction) throws IOException {
        NDArray mask = step.create(mask(), prediction.getShape());
        NDArray error = prediction.sub(array(step, "step0.target")).square().mul(mask);
        return error.sum().div(mask.sum());
    }

    private float[] mask() throws IOException {
        // The data stores truth values as bytes, which nothing in the library reads.
        byte[] bytes = new byte[(int) golden.get("latent_mask").length()];
        try (var channel = FileChannel.open(golden.get("latent_mask").file())) {
            channel.read(ByteBuffer.wrap(bytes), golden.get("latent_mask").offset());
        }
        float[] mask = new float[bytes.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = bytes[i];
        }
        return mask;
    }

    private void differentiate() throws IOException {
        try (NDManager step = engine.newManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(loss(step, unet.forward(inputs(step))));
        }
    }

    static List<String> gradients() throws IOException {
        return golden().names().stream()
                .filter(name -> name.startsWith(GRADIENT))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void halfPrecisionPointsTheSameWay(String name) throws IOException {
        differentiate();

        FloatTensor gradient = NetworkValues.gradient(unet, name.substring(GRADIENT.length()));

        assertThat(cosine(gradient, tensor(name))).isGreaterThan(SAME_DIRECTION);
    }

    private static double cosine(FloatTensor a, FloatTensor b) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.toArray().length; i++) {
            product += (double) a.get(i) * b.get(i);
            squaresOfA += (double) a.get(i) * a.get(i);
            squaresOfB += (double) b.get(i) * b.get(i);
        }
        return product / Math.sqrt(squaresOfA * squaresOfB);
    }
}
