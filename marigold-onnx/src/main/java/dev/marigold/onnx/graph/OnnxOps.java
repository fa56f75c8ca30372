package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.NetworkInput;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import dev.marigold.onnx.graph.OnnxValue.Convolution;
import dev.marigold.onnx.graph.OnnxValue.Linear;
import dev.marigold.onnx.graph.OnnxValue.Sum;
import dev.marigold.onnx.graph.OnnxValue.Upsampled;
import dev.marigold.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as the nodes that ONNX Runtime's CPU kernels compute fastest. An operation that its user may absorb is kept as a
 * recipe until it is used; which absorbs which is decided here, how a node looks in {@link ImageNodes} and {@link TokenNodes}.
 */
final class OnnxOps implements Ops<OnnxValue> {
    private final OnnxGraph graph;
    private final ImageNodes images;
    private final TokenNodes tokens;

    /**
     * Creates the vocabulary of a graph.
     *
     * @param batchOf name of an input whose first axis is the batch
     */
    OnnxOps(OnnxGraph graph, String batchOf) {
        this.graph = graph;
        this.images = new ImageNodes(graph);
        this.tokens = new TokenNodes(graph, batchOf);
    }

    /** Returns an input of the graph as a value. */
    OnnxValue input(NetworkInput input) {
        int channels = input.channels();
        return OnnxValue.named(
                switch (input.kind()) {
                    case IMAGE -> graph.declared(input.name(), Dimensions.image(channels));
                    case TOKENS -> tokens.flat(input.name(), Dimensions.tokens(input.name(), channels));
                    case VECTOR -> graph.declared(input.name(), Dimensions.vector(channels));
                });
    }

    /** Returns the name of tokens as {@code [B, n, C]}. */
    String sequence(OnnxValue value) {
        return tokens.sequence(write(value));
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
        } else if (recipe instanceof Linear linear) {
            return value.written(tokens.linear(write(linear.x()), linear.weight(), linear.bias()));
        } else if (recipe instanceof Convolution convolution) {
            return value.written(convolution(convolution));
        } else if (recipe instanceof Upsampled upsampled) {
            return value.written(images.upsample(write(upsampled.x())));
        }
        throw new IllegalStateException("value has neither name nor recipe");
    }

    private String sum(Sum sum) {
        Convolution convolution = sum.a().pending(Convolution.class);
        String other = write(sum.b());
        return convolution == null
                ? graph.node(graph.dimensions(other), "Add", List.of(write(sum.a()), other))
                : images.convolutionOnto(convolution, write(convolution.x()), bias(convolution), other);
    }

    private String convolution(Convolution convolution) {
        Upsampled input = convolution.x().pending(Upsampled.class);
        return input != null && SubPixelConvolution.appliesTo(convolution)
                ? new SubPixelConvolution(graph).write(convolution, write(input.x()), bias(convolution))
                : images.convolution(convolution, write(convolution.x()), bias(convolution));
    }

    private String bias(Convolution convolution) {
        return convolution.bias() == null ? ImageNodes.ABSENT : graph.weight(convolution.bias());
    }

    @Override
    public OnnxValue convolution(OnnxValue x, Weight weight, @Nullable Weight bias, int stride, Padding padding) {
        return OnnxValue.pending(new Convolution(x, weight, bias, stride, padding));
    }

    @Override
    public OnnxValue addPerChannel(OnnxValue x, OnnxValue perChannel) {
        String vector = graph.node("Reshape", List.of(write(perChannel), graph.integers(-1)));
        Convolution convolution = x.pending(Convolution.class);
        if (convolution != null && convolution.bias() != null) {
            // A bias costs nothing inside the convolution; a separate addition is one more pass over the image.
            String bias = graph.node("Add", List.of(graph.weight(convolution.bias()), vector));
            return OnnxValue.named(images.convolution(convolution, write(convolution.x()), bias));
        }
        String image = write(x);
        String broadcast = graph.node("Reshape", List.of(vector, graph.integers(1, -1, 1, 1)));
        return OnnxValue.named(graph.node(graph.dimensions(image), "Add", List.of(image, broadcast)));
    }

    @Override
    public OnnxValue linear(OnnxValue x, Weight weight, @Nullable Weight bias) {
        return OnnxValue.pending(new Linear(x, weight, bias));
    }

    @Override
    public OnnxValue geglu(OnnxValue x) {
        Linear linear = x.pending(Linear.class);
        if (linear == null) {
            TokenNodes.Halves halves = tokens.halves(write(x));
            return gated(halves.first(), halves.second());
        }
        // Two products instead of one product and a split, which would copy both halves.
        String input = write(linear.x());
        int half = linear.weight().shape().extent(0) / 2;
        return gated(rows(linear, input, 0, half), rows(linear, input, half, 2 * half));
    }

    private String rows(Linear linear, String input, int from, int to) {
        Weight bias = linear.bias();
        return tokens.linear(input, linear.weight().rows(from, to), bias == null ? null : bias.rows(from, to));
    }

    private OnnxValue gated(String value, String gate) {
        return OnnxValue.named(graph.node(graph.dimensions(value), "Mul", List.of(value, tokens.gelu(gate))));
    }

    @Override
    public OnnxValue groupNorm(OnnxValue x, int groups, Weight scale, Weight shift, double epsilon) {
        return OnnxValue.named(images.groupNorm(write(x), groups, scale, shift, epsilon));
    }

    @Override
    public OnnxValue layerNorm(OnnxValue x, Weight scale, Weight shift, double epsilon) {
        Sum sum = x.pending(Sum.class);
        if (sum == null) {
            return OnnxValue.named(tokens.layerNorm(write(x), scale, shift, epsilon));
        }
        List<String> summands = List.of(write(sum.a()), write(sum.b()));
        TokenNodes.NormalisedSum both = tokens.sumAndLayerNorm(summands, scale, shift, epsilon);
        x.written(both.sum());
        return OnnxValue.named(both.normalised());
    }

    @Override
    public OnnxValue silu(OnnxValue x) {
        return OnnxValue.named(images.sigmoidGate(write(x), ImageNodes.SILU));
    }

    @Override
    public OnnxValue quickGelu(OnnxValue x) {
        return OnnxValue.named(images.sigmoidGate(write(x), ImageNodes.QUICK_GELU));
    }

    @Override
    public OnnxValue relu(OnnxValue x) {
        return elementwise("Relu", x);
    }

    @Override
    public OnnxValue gelu(OnnxValue x) {
        return OnnxValue.named(tokens.gelu(write(x)));
    }

    @Override
    public OnnxValue tanh(OnnxValue x) {
        return elementwise("Tanh", x);
    }

    private OnnxValue elementwise(String operator, OnnxValue x, String... operands) {
        String value = write(x);
        List<String> inputs = operands.length == 0 ? List.of(value) : List.of(value, operands[0]);
        return OnnxValue.named(graph.node(graph.dimensions(value), operator, inputs));
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
        return OnnxValue.named(tokens.attention(write(query), write(key), write(value), attributes));
    }

    @Override
    public OnnxValue upsample(OnnxValue x) {
        return OnnxValue.pending(new Upsampled(x));
    }

    @Override
    public OnnxValue upsampleLike(OnnxValue x, OnnxValue like) {
        return OnnxValue.named(images.upsampleLike(write(x), write(like)));
    }

    @Override
    public OnnxValue concat(OnnxValue a, OnnxValue b) {
        String first = write(a);
        String second = write(b);
        int channels =
                graph.dimensions(first).channels() + graph.dimensions(second).channels();
        Dimensions both = graph.dimensions(first).channels(channels);
        return OnnxValue.named(graph.node(both, "Concat", List.of(first, second), Attribute.of("axis", 1)));
    }

    @Override
    public OnnxValue add(OnnxValue a, OnnxValue b) {
        return OnnxValue.pending(new Sum(a, b));
    }

    @Override
    public OnnxValue affine(OnnxValue x, double scale, double offset) {
        OnnxValue scaled = elementwise("Mul", x, graph.reals(Shape.of(), (float) scale));
        return offset == 0 ? scaled : elementwise("Add", scaled, graph.reals(Shape.of(), (float) offset));
    }

    @Override
    public OnnxValue toTokens(OnnxValue image) {
        return OnnxValue.named(tokens.fromImage(write(image)));
    }

    @Override
    public OnnxValue toImage(OnnxValue x, OnnxValue like) {
        return OnnxValue.named(tokens.toImage(write(x), write(like)));
    }
}
