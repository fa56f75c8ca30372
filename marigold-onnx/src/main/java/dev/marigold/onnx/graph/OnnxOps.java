package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import dev.marigold.onnx.graph.OnnxValue.Activated;
import dev.marigold.onnx.graph.OnnxValue.Convolution;
import dev.marigold.onnx.graph.OnnxValue.GroupNorm;
import dev.marigold.onnx.graph.OnnxValue.Linear;
import dev.marigold.onnx.graph.OnnxValue.Sum;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as the nodes that ONNX Runtime's CPU kernels compute fastest. What is known about fusion lives here: an operation
 * that its user may absorb is kept as a recipe until it is used.
 */
final class OnnxOps implements Ops<OnnxValue> {
    private static final String ABSENT = "";
    private static final double SILU = 1;
    private static final double QUICK_GELU = 1.702;

    private final OnnxGraph graph;
    private final String batch;

    /**
     * Creates the vocabulary of a graph.
     *
     * @param batchOf name of an input whose first axis is the batch
     */
    OnnxOps(OnnxGraph graph, String batchOf) {
        this.graph = graph;
        this.batch = graph.node("Shape", List.of(batchOf), Attribute.of("start", 0), Attribute.of("end", 1));
    }

    /** Returns the name of a value, writing its recipe if that has not been done. */
    String write(OnnxValue value) {
        String name = value.name();
        if (name != null) {
            return name;
        }
        OnnxValue.Recipe recipe = value.recipe();
        if (recipe instanceof Sum sum) {
            return value.written(sum(sum));
        }
        if (recipe instanceof Linear linear) {
            return value.written(gemm(linear.x(), linear.weight(), linear.bias()));
        }
        if (recipe instanceof GroupNorm norm) {
            return value.written(normalise(norm));
        }
        if (recipe instanceof Activated activated) {
            return value.written(sigmoidGate(normalise(activated.norm()), SILU));
        }
        if (recipe instanceof Convolution convolution) {
            return value.written(convolve(convolution));
        }
        throw new IllegalStateException("value has neither name nor recipe");
    }

    /** Declares a value as the output of the graph, of the same kind as the graph's first input. */
    void output(OnnxValue value, NetworkInput like) {
        boolean tokens = like.kind() == NetworkInput.Kind.TOKENS;
        graph.rename(tokens ? sequence(value, like.channels()) : write(value), OnnxModel.OUTPUT);
        graph.output(OnnxModel.OUTPUT, tokens ? new int[] {-1, -1, -1} : new int[] {-1, -1, -1, -1});
    }

    private OnnxValue emit(String operator, OnnxValue x, Attribute... attributes) {
        return OnnxValue.named(graph.node(operator, List.of(write(x)), attributes));
    }

    @Override
    public OnnxValue convolution(OnnxValue x, Weight weight, @Nullable Weight bias, int stride, Padding padding) {
        return OnnxValue.pending(new Convolution(x, weight, bias, stride, padding));
    }

    private String convolve(Convolution c) {
        Activated input = c.x().pending(Activated.class);
        int outputs = c.weight().shape().extent(0);
        int inputs = c.weight().shape().extent(1);
        String bias = c.bias() == null ? ABSENT : graph.weight(c.bias());
        return input != null && inputs == 2 * outputs
                ? convolveByHalves(c, input.norm(), bias)
                : graph.node("Conv", List.of(write(c.x()), graph.weight(c.weight()), bias), attributes(c));
    }

    /**
     * Normalises and convolves one half of the channels after the other. The normalised image is the largest value of a decoder, twice
     * its result; this way it never exists as a whole.
     */
    private String convolveByHalves(Convolution c, GroupNorm norm, String bias) {
        int half = c.weight().shape().extent(0);
        String first = normalisedPart(norm, 0, half);
        String partial = graph.node("Conv", List.of(first, kernelPart(c, 0, half), bias), attributes(c));
        String second = normalisedPart(norm, half, 2 * half);
        List<String> inputs = List.of(second, kernelPart(c, half, 2 * half), ABSENT, partial);
        return graph.microsoftNode("FusedConv", inputs, attributes(c));
    }

    private String normalisedPart(GroupNorm norm, int from, int to) {
        OnnxValue part = OnnxValue.named(slice(write(norm.x()), from, to));
        return sigmoidGate(normalise(norm.channels(part, from, to)), SILU);
    }

    private String kernelPart(Convolution c, int from, int to) {
        return slice(graph.weight(c.weight()), from, to);
    }

    private String slice(String value, int from, int to) {
        return graph.node("Slice", List.of(value, graph.integers(from), graph.integers(to), graph.integers(1)));
    }

    private static Attribute[] attributes(Convolution c) {
        Padding p = c.padding();
        return new Attribute[] {
            Attribute.ofAll("kernel_shape", c.weight().shape().extent(2), c.weight().shape().extent(3)),
            Attribute.ofAll("strides", c.stride(), c.stride()),
            Attribute.ofAll("pads", p.top(), p.left(), p.bottom(), p.right())
        };
    }

    private String sum(Sum sum) {
        Convolution convolution = sum.a().pending(Convolution.class);
        if (convolution == null || convolution.bias() == null) {
            return graph.node("Add", List.of(write(sum.a()), write(sum.b())));
        }
        // The convolution adds its result to the other summand instead of writing it first.
        String other = write(sum.b());
        String bias = graph.weight(convolution.bias());
        List<String> inputs = List.of(write(convolution.x()), graph.weight(convolution.weight()), bias, other);
        return graph.microsoftNode("FusedConv", inputs, attributes(convolution));
    }

    @Override
    public OnnxValue addPerChannel(OnnxValue x, OnnxValue perChannel) {
        String vector = graph.node("Reshape", List.of(write(perChannel), graph.integers(-1)));
        Convolution convolution = x.pending(Convolution.class);
        if (convolution != null && convolution.bias() != null) {
            // A bias costs nothing inside the convolution; a separate addition is one more pass over the image.
            String bias = graph.node("Add", List.of(graph.weight(convolution.bias()), vector));
            List<String> inputs = List.of(write(convolution.x()), graph.weight(convolution.weight()), bias);
            return OnnxValue.named(graph.node("Conv", inputs, attributes(convolution)));
        }
        String broadcast = graph.node("Reshape", List.of(vector, graph.integers(1, -1, 1, 1)));
        return OnnxValue.named(graph.node("Add", List.of(write(x), broadcast)));
    }

    @Override
    public OnnxValue linear(OnnxValue x, Weight weight, @Nullable Weight bias) {
        return OnnxValue.pending(new Linear(x, weight, bias));
    }

    private String gemm(OnnxValue x, Weight weight, @Nullable Weight bias) {
        String b = bias == null ? ABSENT : graph.weight(bias);
        return graph.node("Gemm", List.of(write(x), graph.weight(weight), b), Attribute.of("transB", 1));
    }

    @Override
    public OnnxValue geglu(OnnxValue x) {
        Linear linear = x.pending(Linear.class);
        if (linear == null || linear.bias() == null) {
            throw new IllegalStateException("geglu must follow a linear layer with a bias");
        }
        // Two products instead of one product and a split, which would copy both halves.
        int half = linear.weight().shape().extent(0) / 2;
        String a = gemm(linear.x(), linear.weight().rows(0, half), linear.bias().rows(0, half));
        String gate = gemm(linear.x(), linear.weight().rows(half, 2 * half), linear.bias().rows(half, 2 * half));
        return OnnxValue.named(graph.node("Mul", List.of(a, graph.microsoftNode("Gelu", List.of(gate)))));
    }

    @Override
    public OnnxValue groupNorm(OnnxValue x, int groups, Weight scale, Weight shift, double epsilon) {
        return OnnxValue.pending(new GroupNorm(x, groups, scale, shift, epsilon));
    }

    private String normalise(GroupNorm norm) {
        String image = write(norm.x());
        int groups = norm.groups();
        float[] ones = new float[groups];
        Arrays.fill(ones, 1);
        String grouped = graph.node("Reshape", List.of(image, graph.integers(0, groups, -1)));
        String normalised = graph.node(
                "InstanceNormalization",
                List.of(grouped, graph.reals(Shape.of(groups), ones), graph.reals(Shape.of(groups), new float[groups])),
                Attribute.of("epsilon", norm.epsilon()));
        String restored = graph.node("Reshape", List.of(normalised, graph.node("Shape", List.of(image))));
        String scaled = graph.node("Mul", List.of(restored, graph.weight(perChannel(norm.scale()))));
        return graph.node("Add", List.of(scaled, graph.weight(perChannel(norm.shift()))));
    }

    private static Weight perChannel(Weight vector) {
        return vector.reshape(Shape.of(vector.shape().extent(0), 1, 1));
    }

    @Override
    public OnnxValue layerNorm(OnnxValue x, Weight scale, Weight shift, double epsilon) {
        Sum sum = x.pending(Sum.class);
        if (sum == null) {
            List<String> inputs = List.of(write(x), graph.weight(scale), graph.weight(shift));
            return OnnxValue.named(graph.node("LayerNormalization", inputs, Attribute.of("epsilon", epsilon)));
        }
        // Several times faster than LayerNormalization, and its fourth output is the sum that the residual needs again.
        List<String> inputs = List.of(write(sum.a()), write(sum.b()), graph.weight(scale), graph.weight(shift));
        String outputs = graph.microsoftNode("SkipLayerNormalization", inputs, 4, Attribute.of("epsilon", epsilon));
        x.written(outputs + ":3");
        return OnnxValue.named(outputs + ":0");
    }

    @Override
    public OnnxValue silu(OnnxValue x) {
        GroupNorm norm = x.pending(GroupNorm.class);
        return norm == null
                ? OnnxValue.named(sigmoidGate(write(x), SILU))
                : OnnxValue.pending(new Activated(norm));
    }

    @Override
    public OnnxValue quickGelu(OnnxValue x) {
        return OnnxValue.named(sigmoidGate(write(x), QUICK_GELU));
    }

    private String sigmoidGate(String x, double alpha) {
        return graph.microsoftNode("QuickGelu", List.of(x), Attribute.of("alpha", alpha));
    }

    @Override
    public OnnxValue relu(OnnxValue x) {
        return emit("Relu", x);
    }

    @Override
    public OnnxValue gelu(OnnxValue x) {
        return OnnxValue.named(graph.microsoftNode("Gelu", List.of(write(x))));
    }

    @Override
    public OnnxValue tanh(OnnxValue x) {
        return emit("Tanh", x);
    }

    @Override
    public OnnxValue attention(OnnxValue query, OnnxValue key, OnnxValue value, int heads) {
        return attend(query, key, value, Attribute.of("num_heads", heads));
    }

    @Override
    public OnnxValue causalAttention(OnnxValue query, OnnxValue key, OnnxValue value, int heads) {
        return attend(query, key, value, Attribute.of("num_heads", heads), Attribute.of("unidirectional", 1));
    }

    private OnnxValue attend(OnnxValue query, OnnxValue key, OnnxValue value, Attribute... attributes) {
        int channels = channels(query);
        List<String> inputs = List.of(sequence(query, channels), sequence(key, channels), sequence(value, channels));
        String attended = graph.microsoftNode("MultiHeadAttention", inputs, attributes);
        return OnnxValue.named(flat(attended, channels));
    }

    private static int channels(OnnxValue projected) {
        if (projected.recipe() instanceof Linear linear) {
            return linear.weight().shape().extent(0);
        }
        throw new IllegalStateException("attention must follow a linear layer");
    }

    /** Returns flat tokens as {@code [B, n, C]}. */
    String sequence(OnnxValue tokens, int channels) {
        String shape = graph.node(
                "Concat", List.of(batch, graph.integers(-1, channels)), Attribute.of("axis", 0));
        return graph.node("Reshape", List.of(write(tokens), shape));
    }

    /** Returns tokens {@code [B, n, C]} in the flat form they are kept in. */
    String flat(String sequence, int channels) {
        return graph.node("Reshape", List.of(sequence, graph.integers(-1, channels)));
    }

    @Override
    public OnnxValue upsample(OnnxValue x) {
        String scales = graph.reals(Shape.of(4), 1, 1, 2, 2);
        return OnnxValue.named(resize(List.of(write(x), ABSENT, scales)));
    }

    @Override
    public OnnxValue upsampleLike(OnnxValue x, OnnxValue like) {
        String image = write(x);
        String leading = graph.node("Shape", List.of(image), Attribute.of("start", 0), Attribute.of("end", 2));
        String size = graph.node("Shape", List.of(write(like)), Attribute.of("start", 2), Attribute.of("end", 4));
        String sizes = graph.node("Concat", List.of(leading, size), Attribute.of("axis", 0));
        return OnnxValue.named(resize(List.of(image, ABSENT, ABSENT, sizes)));
    }

    private String resize(List<String> inputs) {
        return graph.node(
                "Resize",
                inputs,
                Attribute.of("mode", "nearest"),
                Attribute.of("coordinate_transformation_mode", "asymmetric"),
                Attribute.of("nearest_mode", "floor"));
    }

    @Override
    public OnnxValue concat(OnnxValue a, OnnxValue b) {
        return OnnxValue.named(graph.node("Concat", List.of(write(a), write(b)), Attribute.of("axis", 1)));
    }

    @Override
    public OnnxValue add(OnnxValue a, OnnxValue b) {
        return OnnxValue.pending(new Sum(a, b));
    }

    @Override
    public OnnxValue affine(OnnxValue x, double scale, double offset) {
        String scaled = graph.node("Mul", List.of(write(x), graph.reals(Shape.of(), (float) scale)));
        return OnnxValue.named(
                offset == 0 ? scaled : graph.node("Add", List.of(scaled, graph.reals(Shape.of(), (float) offset))));
    }

    @Override
    public OnnxValue toTokens(OnnxValue image) {
        String x = write(image);
        String last = graph.node("Transpose", List.of(x), Attribute.ofAll("perm", 0, 2, 3, 1));
        String channels = graph.node("Shape", List.of(x), Attribute.of("start", 1), Attribute.of("end", 2));
        String shape = graph.node("Concat", List.of(graph.integers(-1), channels), Attribute.of("axis", 0));
        return OnnxValue.named(graph.node("Reshape", List.of(last, shape)));
    }

    @Override
    public OnnxValue toImage(OnnxValue tokens, OnnxValue like) {
        String size = graph.node("Shape", List.of(write(like)), Attribute.of("start", 2), Attribute.of("end", 4));
        String shape = graph.node(
                "Concat", List.of(batch, size, graph.integers(-1)), Attribute.of("axis", 0));
        String last = graph.node("Reshape", List.of(write(tokens), shape));
        return OnnxValue.named(graph.node("Transpose", List.of(last), Attribute.ofAll("perm", 0, 3, 1, 2)));
    }
}
