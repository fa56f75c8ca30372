package dev.marigold.djl.script;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as a program in TorchScript, whose methods take a list of inputs {@code x} and a list of weights {@code w}. PyTorch
 * runs the whole of it in one call, releases each intermediate value after its last use, and differentiates it.
 */
public final class ScriptProgram {
    /** The method that evaluates the network: inputs and weights in, output in. */
    public static final String FORWARD = "forward";

    /** The method from weights as the file holds them to weights as {@link WeightForm#READY} programs take them. */
    public static final String PREPARE = "prepare";

    private static final String CLASS =
            "class Network(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

    private final String source;
    private final List<Weight> weights;

    private ScriptProgram(String source, List<Weight> weights) {
        this.source = source;
        this.weights = List.copyOf(weights);
    }

    /**
     * Returns the program of a network.
     *
     * @throws dev.marigold.error.ModelLoadException if a weight is missing or has another shape than the configuration says
     */
    public static ScriptProgram of(Network network, Arithmetic arithmetic, WeightForm form) {
        ScriptOps ops = new ScriptOps(arithmetic, form);
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            String input = "x[" + i + "]";
            inputs.add(ops.assign(arithmetic == Arithmetic.FP32 ? input : arithmetic.cast(input)));
        }
        String output = network.forward(ops, inputs);
        String body = ops.statements() + "    return torch.contiguous(" + Arithmetic.FP32.cast(output) + ")\n";
        return new ScriptProgram(
                CLASS
                        + "  def forward(self: __torch__.Network, x: List[Tensor], w: List[Tensor]) -> Tensor:\n"
                        + body
                        + "  def prepare(self: __torch__.Network, w: List[Tensor]) -> List[Tensor]:\n"
                        + prepared(ops.weights(), arithmetic),
                ops.weights());
    }

    private static String prepared(List<Weight> weights, Arithmetic arithmetic) {
        List<String> ready = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            ready.add(WeightForm.STORED.use("w[" + i + "]", weights.get(i), arithmetic));
        }
        return "    return " + ready + "\n";
    }

    /** Returns the text. */
    public String source() {
        return source;
    }

    /** Returns the weights, in the order of the argument {@code w}. */
    public List<Weight> weights() {
        return weights;
    }
}
