package dev.marigold.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.error.ModelLoadException;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.ClipTextModel;
import dev.marigold.network.Network;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxModelTest {
    private static final int LARGEST_CONSTANT = 1 << 10;
    private static final int LARGEST_GRAPH = 1 << 20;
    private static final int MOST_NODES = 2_500;

    /** A network with the weights it may refer to. */
    record Case(Network network, Weights weights) {
        @Override
        public String toString() {
            return network.name() + " of " + weights.source();
        }
    }

    static Stream<Case> cases() {
        return Stream.of("depth-v1-1", "depth-v1-0", "depth-lcm").flatMap(name -> {
            Checkpoint checkpoint = open(name);
            Weights unet = checkpoint.unetWeights();
            Weights vae = checkpoint.autoencoderWeights();
            Weights text = checkpoint.textEncoderWeights();
            Autoencoder autoencoder = Autoencoder.of(checkpoint.autoencoder(), vae::get);
            return Stream.of(
                    new Case(new UNet2DCondition(checkpoint.unet(), unet::get), unet),
                    new Case(autoencoder.encoder(), vae),
                    new Case(autoencoder.decoder(), vae),
                    new Case(new ClipTextModel(checkpoint.textEncoder(), text::get), text));
        });
    }

    private static Checkpoint open(String name) {
        try {
            return Checkpoint.open(Path.of("..", "marigold-api", "src", "test", "conformance", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Network> publishedNetworks() {
        return Stream.of(DType.F32, DType.F16).flatMap(dtype -> Published.networks(dtype).stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theModelSaysWhichOperatorsItIsMadeOf(Case tested) {
        ParsedModel model = ParsedModel.of(tested.network());

        assertThat(model.proto().getIrVersion()).isEqualTo(10);
        assertThat(model.proto().getOpsetImportList())
                .containsExactly(operatorSet("", 21), operatorSet("com.microsoft", 1));
        assertThat(model.proto().getGraph().getName())
                .isEqualTo(tested.network().name());
        assertThat(model.nodes()).extracting(NodeProto::getDomain).containsOnly("", "com.microsoft");
    }

    private static OperatorSetIdProto operatorSet(String domain, int version) {
        return OperatorSetIdProto.newBuilder()
                .setDomain(domain)
                .setVersion(version)
                .build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightsAreWhereTheFileHasThem(Case tested) {
        ParsedModel model = ParsedModel.of(tested.network());

        assertThat(model.external()).isNotEmpty();
        for (TensorProto tensor : model.external()) {
            String name = tensor.getName().substring(0, tensor.getName().lastIndexOf('#'));
            Weight weight = stored(tested.weights(), name);
            Map<String, String> location = ParsedModel.location(tensor);
            long offset = Long.parseLong(location.get("offset"));
            long length = Long.parseLong(location.get("length"));
            assertThat(model.model().weightFolder().resolve(location.get("location")))
                    .isEqualTo(weight.file());
            assertThat(offset).isBetween(weight.offset(), weight.offset() + weight.length() - length);
            assertThat(elements(tensor) * weight.dtype().bytes()).isEqualTo(length);
            assertThat(tensor.getDataType()).isEqualTo(type(weight.dtype()));
            assertThat(location).containsOnlyKeys("location", "offset", "length");
        }
    }

    /** Names inside of the file; those of the networks may differ. */
    private static Weight stored(Weights weights, String name) {
        return weights.names().stream()
                .map(weights::get)
                .filter(weight -> weight.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no weight " + name));
    }

    private static long elements(TensorProto tensor) {
        return tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
    }

    private static int type(DType dtype) {
        return switch (dtype) {
            case F32 -> TensorProto.DataType.FLOAT_VALUE;
            case F16 -> TensorProto.DataType.FLOAT16_VALUE;
            case BF16 -> TensorProto.DataType.BFLOAT16_VALUE;
            default -> throw new AssertionError(dtype);
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyValueIsDefinedOnceAndBeforeItsUse(Case tested) {
        ParsedModel model = ParsedModel.of(tested.network());
        Set<String> defined = new HashSet<>(Set.of(""));
        Stream.concat(
                        model.initializers().stream().map(TensorProto::getName),
                        model.proto().getGraph().getInputList().stream().map(ValueInfoProto::getName))
                .forEach(name -> assertThat(defined.add(name)).as(name).isTrue());

        for (NodeProto node : model.nodes()) {
            assertThat(defined).as(node.getName()).containsAll(node.getInputList());
            node.getOutputList()
                    .forEach(name -> assertThat(defined.add(name)).as(name).isTrue());
        }

        assertThat(model.proto().getGraph().getOutputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly(OnnxModel.OUTPUT);
        assertThat(defined).contains(OnnxModel.OUTPUT);
    }

    @ParameterizedTest
    @MethodSource("publishedNetworks")
    void aPublishedNetworkIsASmallGraphWithoutItsWeights(Network network) {
        ParsedModel model = ParsedModel.of(network);

        assertThat(model.model().bytes()).hasSizeLessThan(LARGEST_GRAPH);
        assertThat(model.nodes()).hasSizeLessThan(MOST_NODES);
        assertThat(model.initializers())
                .filteredOn(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.DEFAULT)
                .isNotEmpty()
                .allSatisfy(tensor -> assertThat(tensor.getRawData().size()).isLessThanOrEqualTo(LARGEST_CONSTANT));
    }

    @Test
    void theDenoisingNetworkConsistsOfItsLayers() {
        Map<String, Long> operators = ParsedModel.of(Published.unet(DType.F32)).operators();

        // 16 transformer blocks that attend to the picture and to the text; 61 normalisations of groups.
        assertThat(operators)
                .containsEntry("MultiHeadAttention", 32L)
                .containsEntry("InstanceNormalization", 61L)
                .doesNotContainKey("Cast");
        assertThat(operators.get("Conv") + operators.getOrDefault("FusedConv", 0L))
                .isGreaterThanOrEqualTo(66L);
    }

    @Test
    void everyHalfPrecisionWeightIsWidenedOnce() {
        ParsedModel model = ParsedModel.of(Published.unet(DType.F16));

        Set<String> widened = new TreeSet<>();
        for (NodeProto node : model.nodes()) {
            if (node.getOpType().equals("Cast")) {
                assertThat(widened.add(node.getInput(0))).isTrue();
                assertThat(node.getAttribute(0).getI()).isEqualTo(TensorProto.DataType.FLOAT_VALUE);
            }
        }

        assertThat(widened)
                .containsExactlyInAnyOrderElementsOf(
                        model.external().stream().map(TensorProto::getName).toList());
    }

    @Test
    void sizesOfPicturesAreOpen() {
        ParsedModel model = ParsedModel.of(Published.unet(DType.F32));

        assertThat(model.proto().getGraph().getInputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("sample", "time", "text");
        assertThat(model.proto()
                        .getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDimList())
                .satisfiesExactly(
                        batch -> assertThat(batch.getDimParam()).isNotEmpty(),
                        channels -> assertThat(channels.getDimValue()).isEqualTo(8),
                        height -> assertThat(height.getDimParam()).isNotEmpty(),
                        width -> assertThat(width.getDimParam()).isNotEmpty());
    }

    @Test
    void weightsInSeveralFoldersAreRelativeToTheirCommonOne() {
        OnnxGraph graph = new OnnxGraph("two files");
        graph.weight(weight("a", "/models/one/a.safetensors", DType.F32));
        graph.weight(weight("b", "/models/two/deep/b.safetensors", DType.F32));

        OnnxModel model = graph.finish();

        assertThat(model.weightFolder()).isEqualTo(Path.of("/models"));
        assertThat(new String(model.bytes(), StandardCharsets.ISO_8859_1))
                .contains("one/a.safetensors", "two/deep/b.safetensors");
    }

    @Test
    void weightsOfOtherTypesAreRefused() {
        OnnxGraph graph = new OnnxGraph("integers");
        graph.weight(weight("ids", "/models/a.safetensors", DType.I64));

        assertThatThrownBy(graph::finish)
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessage("Tensor 'ids' of /models/a.safetensors must be F32, F16, BF16 or F8_E4M3, got I64");
    }

    private static Weight weight(String name, String file, DType dtype) {
        return new Weight(name, Path.of(file), 8, 2L * dtype.bytes(), dtype, Shape.of(2));
    }

    @Test
    void twoModelsOfOneNetworkAreTheSameBytes() {
        List<Network> networks = List.of(Published.unet(DType.F32), Published.unet(DType.F32));

        assertThat(OnnxModel.of(networks.get(0)).bytes())
                .isEqualTo(OnnxModel.of(networks.get(1)).bytes());
    }
}
