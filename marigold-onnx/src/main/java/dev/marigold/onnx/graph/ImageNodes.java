package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Padding;
import dev.marigold.onnx.graph.OnnxValue.Convolution;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Writes the nodes of operations on images. Values are names here; what absorbs what is decided by {@link OnnxOps}. */
final class ImageNodes {
    static final String ABSENT = "";
    static final double SILU = 1;
    static final double QUICK_GELU = 1.702;

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

    /** The extents {@code from} to {@code to} (exclusive) of a value, as a value. */
    String extents(String value, int from, int to) {
        return graph.node("Shape", List.of(value), Attribute.of("start", from), Attribute.of("end", to));
    }

    private Dimensions result(Convolution c, String x) {
        Shape kernel = c.weight().shape();
        Padding p = c.padding();
        return graph.dimensions(x)
                .channels(kernel.extent(0))
                .convolved(
                        p.top() + p.bottom() + 1 - kernel.extent(2),
                        p.left() + p.right() + 1 - kernel.extent(3),
                        c.stride());
    }

    private static Attribute[] attributes(Convolution c) {
        Padding p = c.padding();
        return new Attribute[] {
            Attribute.ofAll(
                    "kernel_shape",
                    c.weight().shape().extent(2),
                    c.weight().shape().extent(3)),
            Attribute.ofAll("strides", c.stride(), c.stride()),
            Attribute.ofAll("pads", p.top(), p.left(), p.bottom(), p.right())
        };
    }

    /** The form that ONNX Runtime computes fastest: its instance normalisation over groups, then scale and shift in place. */
    String groupNorm(String x, int groups, Weight scale, Weight shift, double epsilon) {
        Dimensions dimensions = graph.dimensions(x);
        float[] ones = new float[groups];
        Arrays.fill(ones, 1);
        String unit = graph.reals(Shape.of(groups), ones);
        String zero = graph.reals(Shape.of(groups), new float[groups]);
        String grouped = graph.node("Reshape", List.of(x, graph.integers(0, groups, -1)));
        String normalised =
                graph.node("InstanceNormalization", List.of(grouped, unit, zero), Attribute.of("epsilon", epsilon));
        String image = graph.node(dimensions, "Reshape", List.of(normalised, graph.node("Shape", List.of(x))));
        String scaled = graph.node(dimensions, "Mul", List.of(image, graph.weight(perChannel(scale))));
        return graph.node(dimensions, "Add", List.of(scaled, graph.weight(perChannel(shift))));
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
