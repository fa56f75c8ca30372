package dev.marigold.djl.script;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Ops;
import dev.marigold.network.Padding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes operations as statements of TorchScript; a value is the name of a variable. */
final class ScriptOps implements Ops<String> {
    /**
     * Convolutions from or to numbers of channels that are no multiple of this get zeros as further channels. PyTorch 2.7 is wrong without them on
     * some processors with AVX-512: gradients by some per cent, or no numbers at all, results in half precision by a quarter.
     */
    private static final int CHANNEL_BLOCK = 16;

    private final Arithmetic arithmetic;
    private final WeightForm form;
    private final StringBuilder statements = new StringBuilder();
    private final Map<Weight, Integer> weights = new LinkedHashMap<>();
    private int variables;

    ScriptOps(Arithmetic arithmetic, WeightForm form) {
        this.arithmetic = arithmetic;
        this.form = form;
    }

    /** Returns the statements written so far, indented as the body of a method. */
    String statements() {
        return statements.toString();
    }

    /** Returns the weights used so far, in the order of the argument {@code w}. */
    List<Weight> weights() {
        return new ArrayList<>(weights.keySet());
    }

    /** Writes {@code name = function(arguments)} and returns the name. */
    String call(String function, Object... arguments) {
        StringBuilder expression = new StringBuilder(function).append('(');
        for (int i = 0; i < arguments.length; i++) {
            expression.append(i == 0 ? "" : ", ").append(arguments[i]);
        }
        return assign(expression.append(')').toString());
    }

    /** Writes {@code name = expression} and returns the name. */
    String assign(String expression) {
        String name = "v" + variables++;
        statements.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    private String weight(@Nullable Weight weight) {
        if (weight == null) {
            return "None";
        }
        Integer known = weights.putIfAbsent(weight, weights.size());
        String argument = "w[" + (known == null ? weights.size() - 1 : known) + "]";
        return form.use(argument, weight, arithmetic);
    }

    @Override
    public String convolution(String x, Weight weight, @Nullable Weight bias, int stride, Padding padding) {
        int outputs = weight.shape().extent(0);
        int moreOutputs = missing(outputs);
        int moreInputs = missing(weight.shape().extent(1));
        String kernel = zeroPadded(weight(weight), 0, 0, 0, 0, 0, moreInputs, 0, moreOutputs);
        String offset = bias == null ? "None" : zeroPadded(weight(bias), 0, moreOutputs);
        boolean even = padding.top() == padding.bottom() && padding.left() == padding.right();
        Padding before = even ? Padding.NONE : padding;
        Padding within = even ? padding : Padding.NONE;
        String input = zeroPadded(x, before.left(), before.right(), before.top(), before.bottom(), 0, moreInputs);
        String result =
                call("torch.conv2d", input, kernel, offset, list(stride, stride), list(within.top(), within.left()));
        return moreOutputs == 0 ? result : call("torch.slice", result, 1, 0, outputs, 1);
    }

    private static int missing(int channels) {
        return Math.floorMod(-channels, CHANNEL_BLOCK);
    }

    /** Zeros before and after the last axis, before and after the one before it, and so on. */
    private String zeroPadded(String x, Integer... sides) {
        boolean nothing = Arrays.stream(sides).allMatch(side -> side == 0);
        return nothing ? x : call("torch.constant_pad_nd", x, list((Object[]) sides), 0);
    }

    private static String list(Object... elements) {
        return List.of(elements).toString();
    }

    @Override
    public String linear(String x, Weight weight, @Nullable Weight bias) {
        return call("torch.linear", x, weight(weight), weight(bias));
    }

    @Override
    public String groupNorm(String x, int groups, Weight scale, Weight shift, double epsilon) {
        return call("torch.group_norm", x, groups, weight(scale), weight(shift), epsilon);
    }

    @Override
    public String layerNorm(String x, Weight scale, Weight shift, double epsilon) {
        return call("torch.layer_norm", x, scale.shape(), weight(scale), weight(shift), epsilon);
    }

    @Override
    public String silu(String x) {
        return call("torch.silu", x);
    }

    @Override
    public String relu(String x) {
        return call("torch.relu", x);
    }

    @Override
    public String gelu(String x) {
        return call("torch.gelu", x);
    }

    @Override
    public String quickGelu(String x) {
        return call("torch.mul", x, "torch.sigmoid(torch.mul(" + x + ", 1.702))");
    }

    @Override
    public String tanh(String x) {
        return call("torch.tanh", x);
    }

    @Override
    public String geglu(String x) {
        String halves = call("torch.chunk", x, 2, 2);
        return call("torch.mul", halves + "[0]", "torch.gelu(" + halves + "[1])");
    }

    @Override
    public String attention(String query, String key, String value, int heads) {
        return attend(query, key, value, heads, "False");
    }

    @Override
    public String causalAttention(String query, String key, String value, int heads) {
        return attend(query, key, value, heads, "True");
    }

    private String attend(String query, String key, String value, int heads, String causal) {
        String attended = call(
                "torch.scaled_dot_product_attention",
                split(query, heads),
                split(key, heads),
                split(value, heads),
                "None",
                "0.",
                causal);
        return call("torch.flatten", "torch.transpose(" + attended + ", 1, 2)", 2);
    }

    /** Tokens {@code [B, n, C]} as {@code [B, heads, n, C / heads]}. */
    private String split(String tokens, int heads) {
        String parts = "torch.unflatten(" + tokens + ", 2, [" + heads + ", -1])";
        return call("torch.transpose", parts, 1, 2);
    }

    @Override
    public String upsample(String x) {
        String size = "[torch.mul(2, torch.size(" + x + ", 2)), torch.mul(2, torch.size(" + x + ", 3))]";
        return call("torch.upsample_nearest2d", x, size);
    }

    @Override
    public String upsampleLike(String x, String like) {
        return call("torch.upsample_nearest2d", x, size(like));
    }

    /** The height and width of an image. */
    private static String size(String image) {
        return "[torch.size(" + image + ", 2), torch.size(" + image + ", 3)]";
    }

    @Override
    public String concat(String a, String b) {
        return call("torch.cat", list(a, b), 1);
    }

    @Override
    public String add(String a, String b) {
        return call("torch.add", a, b);
    }

    @Override
    public String addPerChannel(String x, String perChannel) {
        return call("torch.add", x, "torch.unsqueeze(torch.unsqueeze(" + perChannel + ", 2), 3)");
    }

    @Override
    public String affine(String x, double scale, double offset) {
        return call("torch.add", "torch.mul(" + x + ", " + scale + ")", offset);
    }

    @Override
    public String toTokens(String image) {
        return call("torch.transpose", "torch.flatten(" + image + ", 2)", 1, 2);
    }

    @Override
    public String toImage(String tokens, String like) {
        return call("torch.unflatten", "torch.transpose(" + tokens + ", 1, 2)", 2, size(like));
    }
}
