package dev.marigold.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Checkpoints;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which weights networks ask for: those of the published files, no more and no less. */
class NetworkWeightsTest {
    private static final AutoencoderKlConfig AUTOENCODER =
            new AutoencoderKlConfig(3, 3, 4, List.of(128, 256, 512, 512), 2, 32, 0.18215, true, true, true);

    private static UnetConfig unet(int inChannels, int outChannels) {
        return new UnetConfig(
                inChannels,
                outChannels,
                List.of(320, 640, 1280, 1280),
                List.of(true, true, true, false),
                List.of(false, true, true, true),
                2,
                List.of(5, 10, 20, 20),
                List.of(1, 1, 1, 1),
                1024,
                true,
                32,
                1e-5,
                true,
                0);
    }

    /** Notes the shapes that are asked for. */
    private static final class Recorder implements WeightLookup {
        private final Map<String, Shape> shapes = new HashMap<>();

        @Override
        public Weight get(String name, Shape shape) {
            shapes.put(name, shape);
            long length = shape.elementCount() * Float.BYTES;
            return new Weight(name, Path.of("nowhere"), 0, length, DType.F32, shape);
        }

        long parameters() {
            return shapes.values().stream().mapToLong(Shape::elementCount).sum();
        }
    }

    /** Looks up the weights of a network without computing anything. */
    private static void walk(Network network) {
        Object value = "any value";
        Ops<?> nothing = (Ops<?>) Proxy.newProxyInstance(
                Ops.class.getClassLoader(), new Class<?>[] {Ops.class}, (proxy, method, arguments) -> value);
        walk(network, nothing, value);
    }

    @SuppressWarnings("unchecked") // Every value of the proxy is the same object.
    private static <T> void walk(Network network, Ops<T> ops, Object value) {
        Object[] inputs = new Object[network.inputs().size()];
        Arrays.fill(inputs, value);
        network.forward(ops, (List<T>) List.of(inputs));
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 865910724", "8, 4, 865922244", "12, 8, 865945288", "16, 12, 865968332"})
    void theDenoisingNetworkHasThePublishedSize(int inChannels, int outChannels, long parameters) {
        Recorder weights = new Recorder();

        walk(new UNet2DCondition(unet(inChannels, outChannels), weights));

        assertThat(weights.shapes).hasSize(686);
        assertThat(weights.parameters()).isEqualTo(parameters);
    }

    @Test
    void theAutoencoderHasThePublishedSize() {
        Recorder encoder = new Recorder();
        Recorder decoder = new Recorder();

        walk(new AutoencoderKl(AUTOENCODER, encoder).encoder());
        walk(new AutoencoderKl(AUTOENCODER, decoder).decoder());

        assertThat(encoder.shapes.size() + decoder.shapes.size()).isEqualTo(248);
        assertThat(encoder.parameters()).isEqualTo(34_163_664);
        assertThat(decoder.parameters()).isEqualTo(49_490_199);
    }

    @Test
    void theTextEncoderHasThePublishedSize() throws IOException {
        Recorder weights = new Recorder();
        ClipTextModel text =
                new ClipTextModel(new ClipTextConfig(49408, 1024, 4096, 23, 16, 77, Activation.GELU, 1e-5), weights);

        text.embed();
        walk(text);

        assertThat(weights.shapes).hasSize(372);
        assertThat(weights.parameters()).isEqualTo(340_387_840);
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth-v1-1", "depth-v1-0", "depth-lcm"})
    void everyStoredWeightIsUsed(String name) throws IOException {
        Checkpoint checkpoint = Checkpoints.open(Checkpoints.directory(name));
        Recorder unet = new Recorder();
        Recorder autoencoder = new Recorder();
        Recorder text = new Recorder();

        walk(new UNet2DCondition(checkpoint.unet(), unet));
        walk(Autoencoder.of(checkpoint.autoencoder(), autoencoder).encoder());
        walk(Autoencoder.of(checkpoint.autoencoder(), autoencoder).decoder());
        walk(new ClipTextModel(checkpoint.textEncoder(), text));
        new ClipTextModel(checkpoint.textEncoder(), text).embed();

        assertThat(new TreeSet<>(unet.shapes.keySet()))
                .isEqualTo(checkpoint.unetWeights().names());
        assertThat(new TreeSet<>(autoencoder.shapes.keySet()))
                .isEqualTo(checkpoint.autoencoderWeights().names());
        assertThat(new TreeSet<>(text.shapes.keySet()))
                .isEqualTo(checkpoint.textEncoderWeights().names());
    }

    @Test
    void aMissingWeightIsNamed() {
        Checkpoint checkpoint = Checkpoints.depth();
        Weights stored = checkpoint.unetWeights();
        Map<String, Weight> fewer = new HashMap<>();
        stored.names().forEach(name -> fewer.put(name, stored.get(name)));
        fewer.remove("mid_block.resnets.1.conv2.bias");
        Weights weights = new Weights("unet/file.safetensors", fewer);

        assertThatThrownBy(() -> walk(new UNet2DCondition(checkpoint.unet(), weights::get)))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessage("unet/file.safetensors has no tensor 'mid_block.resnets.1.conv2.bias'");
    }

    @Test
    void aWeightOfAnotherShapeIsNamed() {
        Checkpoint checkpoint = Checkpoints.depth();
        Weights stored = checkpoint.unetWeights();
        Shape shape = stored.get("conv_in.weight").shape();
        UnetConfig wider = new UnetConfig(
                12,
                checkpoint.unet().outChannels(),
                checkpoint.unet().blockOutChannels(),
                checkpoint.unet().downCrossAttention(),
                checkpoint.unet().upCrossAttention(),
                checkpoint.unet().layersPerBlock(),
                checkpoint.unet().attentionHeads(),
                checkpoint.unet().transformerLayers(),
                checkpoint.unet().crossAttentionDim(),
                checkpoint.unet().linearProjection(),
                checkpoint.unet().normGroups(),
                checkpoint.unet().normEpsilon(),
                checkpoint.unet().flipSinToCos(),
                checkpoint.unet().frequencyShift());

        assertThatThrownBy(() -> walk(new UNet2DCondition(wider, stored::get)))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessage("Tensor 'conv_in.weight' of " + stored.source() + " must have shape " + shape.with(1, 12)
                        + ", got " + shape);
    }
}
