package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Padding;
import dev.marigold.onnx.graph.OnnxValue.Convolution;
import dev.marigold.onnx.graph.OnnxValue.GroupNorm;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Writes the nodes of operations on images. Values are names here; what absorbs what is decided by {@link OnnxOps}. */
final class ImageNodes {
    static final String ABSENT = "";
    static final double SILU = 1;
    static final double QUICK_GELU = 1.702;

    private static final int PARTS = 4;

    private final OnnxGraph graph;

    ImageNodes(OnnxGraph graph) {
        this.graph = graph;
    }

    /** A convolution; {@code bias} may be {@link #ABSENT}. */
    String convolution(Convolution c, String x, String bias) {
        return graph.node(result(c, x), "Conv", List.of(x, graph.weight(c.weight()), bias), attributes(c));
    }

    /** A convolution that adds its result to an image of the result's size. */
    String convolutionOnto(Convolution c, String x, String bias, String image) {
        List<String> inputs = List.of(x, graph.weight(c.weight()), bias, image);
        return graph.microsoftNode(result(c, x), "FusedConv", inputs, attributes(c));
    }

    /** Whether {@link #normalisedConvolution} applies: the input is twice as large as the result. */
    static boolean shrinks(Convolution c, GroupNorm norm) {
        int outputs = c.weight().shape().extent(0);
        return c.stride() == 1 && c.weight().shape().extent(1) == 2 * outputs && norm.groups() % PARTS == 0;
    }

    /**
     * The convolution of {@code silu(norm(image))}, some channels after the other. The normalised image would be the largest value of a
     * decoder; this way it never exists as a whole.
     */
    String normalisedConvolution(Convolution c, GroupNorm norm, String image, String bias) {
        int inputs = c.weight().shape().extent(1);
        int part = inputs / PARTS;
        String sum = ABSENT;
        for (int from = 0; from < inputs; from += part) {
            int to = from + part;
            String start = from == 0 ? graph.integers(0) : after(sum, image, from);
            String channels = slice(graph.dimensions(image).channels(part), image, start, to);
            String x = sigmoidGate(groupNorm(norm.channels(from, to), channels), SILU);
            String kernel = graph.node("Slice", sliceInputs(graph.weight(c.weight()), graph.integers(from), to));
            sum = from == 0
                    ? graph.node(result(c, x), "Conv", List.of(x, kernel, bias), attributes(c))
                    : graph.microsoftNode(result(c, x), "FusedConv", List.of(x, kernel, ABSENT, sum), attributes(c));
        }
        return sum;
    }

    /**
     * Returns a constant that is not known before {@code value} is: ONNX Runtime takes independent nodes in any order, and would make all
     * parts first. Both images have the same height.
     */
    private String after(String value, String image, int constant) {
        String zero = graph.node("Sub", List.of(extents(value, 2, 3), extents(image, 2, 3)));
        return graph.node("Add", List.of(zero, graph.integers(constant)));
    }

    private String slice(Dimensions dimensions, String value, String start, int to) {
        return graph.node(dimensions, "Slice", sliceInputs(value, start, to));
    }

    private List<String> sliceInputs(String value, String start, int to) {
        return List.of(value, start, graph.integers(to), graph.integers(1));
    }

    /** The extents {@code from} to {@code to} (exclusive) of a value, as a value. */
    String extents(String value, int from, int to) {
        return graph.node("Shape", List.of(value), Attribute.of("start", from), Attribute.of("end", to));
    }

    private Dimensions result(Convolution c, String x) {
        Dimensions same = graph.dimensions(x).channels(c.weight().shape().extent(0));
        return c.stride() == 1 ? same : same.resized("/" + c.stride());
    }

    private static Attribute[] attributes(Convolution c) {
        Padding p = c.padding();
        return new Attribute[] {
            Attribute.ofAll("kernel_shape", c.weight().shape().extent(2), c.weight().shape().extent(3)),
            Attribute.ofAll("strides", c.stride(), c.stride()),
            Attribute.ofAll("pads", p.top(), p.left(), p.bottom(), p.right())
        };
    }

    /** The form that ONNX Runtime computes fastest: its instance normalisation over groups, then scale and shift in place. */
    String groupNorm(GroupNorm norm, String x) {
        Dimensions dimensions = graph.dimensions(x);
        Shape groups = Shape.of(norm.groups());
        float[] ones = new float[norm.groups()];
        Arrays.fill(ones, 1);
        String grouped = graph.node("Reshape", List.of(x, graph.integers(0, norm.groups(), -1)));
        String normalised = graph.node(
                "InstanceNormalization",
                List.of(grouped, graph.reals(groups, ones), graph.reals(groups, new float[norm.groups()])),
                Attribute.of("epsilon", norm.epsilon()));
        String image = graph.node(dimensions, "Reshape", List.of(normalised, graph.node("Shape", List.of(x))));
        String scaled = graph.node(dimensions, "Mul", List.of(image, graph.weight(perChannel(norm.scale()))));
        return graph.node(dimensions, "Add", List.of(scaled, graph.weight(perChannel(norm.shift()))));
    }

    private static Weight perChannel(Weight vector) {
        return vector.reshape(Shape.of(vector.shape().extent(0), 1, 1));
    }

    /** {@code x * sigmoid(alpha * x)}, at the speed of a copy. */
    String sigmoidGate(String x, double alpha) {
        return graph.microsoftNode(graph.dimensions(x), "QuickGelu", List.of(x), Attribute.of("alpha", alpha));
    }

    String upsample(String x) {
        String scales = graph.reals(Shape.of(4), 1, 1, 2, 2);
        return resize(graph.dimensions(x).resized("*2"), List.of(x, ABSENT, scales));
    }

    String upsampleLike(String x, String like) {
        String sizes = graph.node("Concat", List.of(extents(x, 0, 2), extents(like, 2, 4)), Attribute.of("axis", 0));
        return resize(graph.dimensions(x).sizeOf(graph.dimensions(like)), List.of(x, ABSENT, ABSENT, sizes));
    }

    private String resize(Dimensions dimensions, List<String> inputs) {
        return graph.node(
                dimensions,
                "Resize",
                inputs,
                Attribute.of("mode", "nearest"),
                Attribute.of("coordinate_transformation_mode", "asymmetric"),
                Attribute.of("nearest_mode", "floor"));
    }
}
