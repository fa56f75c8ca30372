package dev.marigold.djl.runtime;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.djl.runtime.LoadedScript.Gradients;
import dev.marigold.djl.script.Arithmetic;
import dev.marigold.djl.script.ScriptProgram;
import dev.marigold.djl.script.WeightForm;
import dev.marigold.error.ModelLoadException;
import dev.marigold.network.Network;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A network on PyTorch whose weights are arrays in single precision that an optimiser may change, also where the network computes in less.
 * Confined to one thread.
 *
 * <p>Whoever differentiates opens a gradient collector, calls {@link #forward} on arrays of a manager of the step, computes a loss from
 * the result, calls {@code backward}, and closes the manager with all that hangs on it. Gradients add up until they are cleared.
 */
public final class TrainableNetwork implements AutoCloseable {
    private final NDManager manager;
    private final LoadedScript script;
    private final ParameterSet parameters;
    private final List<Weight> arguments;

    private TrainableNetwork(NDManager manager, ScriptProgram program, ParameterSet parameters) {
        this.manager = manager;
        this.script = new LoadedScript(manager, program);
        this.parameters = parameters;
        this.arguments = program.weights();
    }

    static TrainableNetwork open(
            NDManager manager, Network network, Weights weights, Arithmetic arithmetic, Predicate<String> trained) {
        try {
            ScriptProgram program = ScriptProgram.of(network, arithmetic, WeightForm.MASTER);
            return new TrainableNetwork(
                    manager, program, ParameterSet.read(manager, weights, program.weights(), trained));
        } catch (EngineException e) {
            manager.close();
            throw new ModelLoadException("Cannot load the " + network.name() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Evaluates the network so that the result can be differentiated inside of a gradient collector, also with respect to the inputs.
     *
     * @param inputs in the order of the network's; what it declares as {@code [1, C]} may be {@code [B, C]}, one row for each entry. The manager of
     *     the first one owns the result and everything in between
     */
    public NDArray forward(List<NDArray> inputs) {
        return run(inputs, Gradients.RECORDED);
    }

    /** Evaluates the network without keeping what a gradient would need. */
    public NDArray evaluate(List<NDArray> inputs) {
        return run(inputs, Gradients.NONE);
    }

    private NDArray run(List<NDArray> inputs, Gradients gradients) {
        NDManager step = inputs.get(0).getManager();
        List<NDArray> weights = arguments.stream()
                .map(weight -> parameters.argument(weight, step))
                .toList();
        return script.forward(inputs, weights, gradients);
    }

    /**
     * Returns the weights that the network uses, by the names that the checkpoint's {@link Weights} know them by, in alphabetical order. The arrays
     * belong to the network and may be changed in place while no gradient is being collected.
     */
    public Map<String, NDArray> parameters() {
        return parameters.byName();
    }

    /**
     * Returns the gradient of a trained weight, zeros before the first {@code backward}.
     *
     * @param owner gets the array
     */
    public NDArray gradient(String name, NDManager owner) {
        NDArray gradient = parameters.get(name).getGradient();
        gradient.attach(owner);
        return gradient;
    }

    /** Releases the weights. Closing twice has no effect. */
    @Override
    public void close() {
        manager.close();
    }
}
