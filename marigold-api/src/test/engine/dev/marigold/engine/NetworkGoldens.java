package dev.marigold.engine;

import static dev.marigold.engine.Deviations.assertClose;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.checkpoint.Weights;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkBackend;
import dev.marigold.network.NetworkEngine;
import dev.marigold.network.NetworkUse;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of every checkpoint, fed with what diffusers fed it, returns what diffusers' did. */
public abstract class NetworkGoldens {
    /** The direction of a short vector is less certain than its components. */
    private static final double DIRECTION_FACTOR = 10;

    /** Returns an engine, which the caller closes. */
    protected abstract NetworkEngine engine(MemoryMode mode);

    /**
     * Returns how far values may be off, relative to the largest one or 1; default {@code 1e-4}, what engines must keep. A wrong epsilon
     * of a normalisation shows at {@code 1e-5}.
     */
    protected double tolerance() {
        return 1e-4;
    }

    static Stream<Arguments> checkpointsAndModes() {
        return checkpointsAndModes(golden -> true);
    }

    static Stream<Arguments> checkpointsAndModes(Predicate<GoldenCheckpoint> wanted) {
        return Arrays.stream(GoldenCheckpoint.values())
                .filter(wanted)
                .flatMap(checkpoint -> Arrays.stream(MemoryMode.values()).map(mode -> Arguments.of(checkpoint, mode)));
    }

    private NetworkBackend open(Checkpoint checkpoint, MemoryMode mode) {
        return NetworkBackend.open(checkpoint, engine(mode), mode);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("checkpointsAndModes")
    void theEmptyPromptIsEmbedded(GoldenCheckpoint golden, MemoryMode mode) {
        try (NetworkBackend backend = open(golden.open(), mode)) {
            assertClose("text_embedding", backend.textEmbedding(), golden.tensor("text_embedding"), tolerance());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("checkpointsAndModes")
    void picturesAreEncoded(GoldenCheckpoint golden, MemoryMode mode) {
        Checkpoint checkpoint = golden.open();
        try (NetworkBackend backend = open(checkpoint, mode)) {
            FloatTensor latent = backend.encode(golden.tensor("preprocessed"));

            FloatTensor scaled = scale(latent, checkpoint.autoencoder().scalingFactor());
            assertClose("image_latent", scaled, golden.tensor("image_latent"), tolerance());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("checkpointsAndModes")
    void latentsAreDenoised(GoldenCheckpoint golden, MemoryMode mode) {
        FloatTensor latents = concat(golden.tensor("image_latent"), golden.latents(1));
        try (NetworkBackend backend = open(golden.open(), mode)) {
            FloatTensor output = backend.denoise(latents, (int) golden.integers("unet_timestep")[0]);

            assertClose("unet_out", output, golden.tensor("unet_out"), tolerance());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("checkpointsAndModes")
    void latentsAreDecoded(GoldenCheckpoint golden, MemoryMode mode) {
        assumeTrue(golden.has("prediction_1_processing_res"), "not recorded");
        Checkpoint checkpoint = golden.open();
        FloatTensor last = golden.tensor("latent_step_" + (golden.steps() - 1));
        try (NetworkBackend backend = open(checkpoint, mode)) {
            FloatTensor scaled = scale(last, 1 / checkpoint.autoencoder().scalingFactor());
            FloatTensor pictures = backend.decode(oneTargetEach(scaled, checkpoint.targets()));

            FloatTensor prediction = Heads.prediction(golden, withoutPadding(pictures, golden.processedSize()));
            double allowed = tolerance() * (golden == GoldenCheckpoint.NORMALS_V1_1 ? DIRECTION_FACTOR : 1);
            assertClose("decoded", prediction, golden.tensor("prediction_1_processing_res"), allowed);
        }
    }

    @Test
    void theTinyAutoencoderEncodesAndDecodes() throws IOException {
        Path folder = GoldenCheckpoint.path("autoencoder-tiny");
        AutoencoderFolder opened = AutoencoderFolder.open(folder, WeightVariant.ANY);
        Autoencoder autoencoder = Autoencoder.of(opened.config(), opened.weights()::get);
        Weights golden = GoldenCheckpoint.arrays(folder.resolve("golden.safetensors"));
        FloatTensor image = GoldenCheckpoint.tensor(golden, "image");
        FloatTensor latent = GoldenCheckpoint.tensor(golden, "latent");

        try (NetworkEngine engine = engine(MemoryMode.DEFAULT)) {
            assertClose("latent", run(engine, autoencoder.encoder(), image), latent, tolerance());
            assertClose(
                    "decoded",
                    run(engine, autoencoder.decoder(), latent),
                    GoldenCheckpoint.tensor(golden, "decoded"),
                    tolerance());
        }
    }

    private static FloatTensor run(NetworkEngine engine, Network network, FloatTensor input) {
        try (CompiledNetwork compiled = engine.compile(network, NetworkUse.OFTEN)) {
            return compiled.run(List.of(input));
        }
    }

    private static FloatTensor scale(FloatTensor tensor, double factor) {
        float[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
        }
        return FloatTensor.wrap(tensor.shape(), values);
    }

    private static FloatTensor concat(FloatTensor a, FloatTensor b) {
        float[] values = Arrays.copyOf(a.toArray(), a.toArray().length + b.toArray().length);
        b.copyTo(0, values, a.toArray().length, b.toArray().length);
        Shape shape = a.shape();
        return FloatTensor.wrap(shape.with(1, shape.extent(1) + b.shape().extent(1)), values);
    }

    /** Returns a batch of one latent for each target of a latent that holds them all. */
    private static FloatTensor oneTargetEach(FloatTensor latent, int targets) {
        Shape shape = latent.shape();
        return latent.reshape(shape.with(0, targets).with(1, shape.extent(1) / targets));
    }

    private static FloatTensor withoutPadding(FloatTensor pictures, int[] size) {
        Shape shape = pictures.shape().with(2, size[0]).with(3, size[1]);
        float[] cropped = new float[(int) shape.elementCount()];
        int height = pictures.shape().extent(2);
        int width = pictures.shape().extent(3);
        for (int row = 0; row < cropped.length / size[1]; row++) {
            int from = (row / size[0] * height + row % size[0]) * width;
            pictures.copyTo(from, cropped, row * size[1], size[1]);
        }
        return FloatTensor.wrap(shape, cropped);
    }
}
