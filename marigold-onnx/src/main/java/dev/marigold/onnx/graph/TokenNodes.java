package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Weight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the nodes of operations on tokens, kept flat: {@code [B * n, C]}. */
final class TokenNodes {
    private final OnnxGraph graph;
    private final String batch;

    /**
     * Creates the vocabulary of a graph.
     *
     * @param batchOf name of an input whose first axis is the batch
     */
    TokenNodes(OnnxGraph graph, String batchOf) {
        this.graph = graph;
        this.batch = graph.node("Shape", List.of(batchOf), Attribute.of("start", 0), Attribute.of("end", 1));
    }

    /** A matrix product with the weight as the checkpoint stores it, output channels first. */
    String linear(String x, Weight weight, @Nullable Weight bias) {
        String shift = bias == null ? ImageNodes.ABSENT : graph.weight(bias);
        Dimensions result = graph.dimensions(x).channels(weight.shape().extent(0));
        return graph.node(result, "Gemm", List.of(x, graph.weight(weight), shift), Attribute.of("transB", 1));
    }

    /** The first and the second half of the channels. */
    Halves halves(String x) {
        Dimensions half = graph.dimensions(x).channels(graph.dimensions(x).channels() / 2);
        String outputs = graph.node("Split", List.of(x), 2, Attribute.of("axis", 1), Attribute.of("num_outputs", 2));
        return new Halves(graph.declare(outputs + ":0", half), graph.declare(outputs + ":1", half));
    }

    /** Two results of one node. */
    record Halves(String first, String second) {}

    String gelu(String x) {
        return graph.microsoftNode(graph.dimensions(x), "Gelu", List.of(x));
    }

    String layerNorm(String x, Weight scale, Weight shift, double epsilon) {
        List<String> inputs = List.of(x, graph.weight(scale), graph.weight(shift));
        return graph.node(graph.dimensions(x), "LayerNormalization", inputs, Attribute.of("epsilon", epsilon));
    }

    /**
     * The layer normalisation of a sum, several times faster than {@code LayerNormalization}.
     *
     * @return the normalised tokens, and the sum that a residual needs again
     */
    NormalisedSum sumAndLayerNorm(List<String> summands, Weight scale, Weight shift, double epsilon) {
        List<String> inputs = List.of(summands.get(0), summands.get(1), graph.weight(scale), graph.weight(shift));
        String outputs = graph.microsoftNode("SkipLayerNormalization", inputs, 4, Attribute.of("epsilon", epsilon));
        Dimensions dimensions = graph.dimensions(summands.get(0));
        return new NormalisedSum(graph.declare(outputs + ":0", dimensions), graph.declare(outputs + ":3", dimensions));
    }

    /** Two results of one node. */
    record NormalisedSum(String normalised, String sum) {}

    String attention(String query, String key, String value, Attribute... attributes) {
        List<String> inputs = List.of(sequence(query), sequence(key), sequence(value));
        Dimensions sequence = new Dimensions(List.of(
                Dimensions.BATCH,
                graph.dimensions(query).extents().get(0) + "/batch",
                graph.dimensions(query).extents().get(1)));
        String attended = graph.microsoftNode(sequence, "MultiHeadAttention", inputs, attributes);
        return flat(attended, graph.dimensions(query));
    }

    /** Flat tokens as {@code [B, n, C]}. */
    String sequence(String tokens) {
        Dimensions flat = graph.dimensions(tokens);
        return graph.node("Reshape", List.of(tokens, shape(List.of(batch, graph.integers(-1, flat.channels())))));
    }

    /** Tokens {@code [B, n, C]} in the flat form they are kept in. */
    String flat(String sequence, Dimensions flat) {
        return graph.node(flat, "Reshape", List.of(sequence, graph.integers(-1, flat.channels())));
    }

    String fromImage(String image) {
        Dimensions tokens = graph.dimensions(image).imageToTokens();
        return flat(graph.node("Transpose", List.of(image), Attribute.ofAll("perm", 0, 2, 3, 1)), tokens);
    }

    String toImage(String tokens, String like) {
        String size = graph.node("Shape", List.of(like), Attribute.of("start", 2), Attribute.of("end", 4));
        String shape = shape(List.of(batch, size, graph.integers(-1)));
        Dimensions image = graph.dimensions(tokens).tokensToImage(graph.dimensions(like));
        String last = graph.node("Reshape", List.of(tokens, shape));
        return graph.node(image, "Transpose", List.of(last), Attribute.ofAll("perm", 0, 3, 1, 2));
    }

    private String shape(List<String> extents) {
        return graph.node("Concat", extents, Attribute.of("axis", 0));
    }
}
