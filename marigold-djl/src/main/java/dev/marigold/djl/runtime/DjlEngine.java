package dev.marigold.djl.runtime;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.marigold.checkpoint.Weights;
import dev.marigold.djl.script.Arithmetic;
import dev.marigold.djl.script.ScriptProgram;
import dev.marigold.djl.script.WeightForm;
import dev.marigold.error.ModelLoadException;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.EngineFailure;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkEngine;
import dev.marigold.network.NetworkUse;
import dev.marigold.spi.BackendOptions;
import java.util.List;
import java.util.function.Predicate;

/** Compiles networks into programs of PyTorch. Owns the manager that all native memory hangs on. */
public final class DjlEngine implements NetworkEngine {
    private final DjlSettings settings;
    private final NDManager manager;
    private final MappedWeights mapped = new MappedWeights();

    /**
     * Starts PyTorch, if nobody has, and creates an engine.
     *
     * @throws dev.marigold.error.ProviderUnavailableException if PyTorch does not start or an option asks for something that it lacks here
     */
    public DjlEngine(BackendOptions options) {
        this.settings = DjlSettings.of(options);
        this.manager = PyTorch.start().newBaseManager(settings.device());
    }

    @Override
    public CompiledNetwork compile(Network network, NetworkUse use) {
        WeightForm form = use == NetworkUse.ONCE ? WeightForm.STORED : settings.form();
        ScriptProgram program = ScriptProgram.of(network, settings.arithmetic(), form);
        NDManager own = manager.newSubManager();
        try {
            LoadedScript script = new LoadedScript(own, program);
            NDArray[] stored = mapped.arrays(own, program.weights());
            return new DjlNetwork(network, own, script, ready(script, program, form, stored), settings.threads());
        } catch (EngineException e) {
            own.close();
            throw new ModelLoadException("Cannot load the " + network.name() + ": " + EngineFailure.message(e), e);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    /** Converts weights that a program wants otherwise than they are stored; the others stay mapped. */
    private List<NDArray> ready(LoadedScript script, ScriptProgram program, WeightForm form, NDArray[] stored) {
        boolean asStored =
                settings.arithmetic() == Arithmetic.FP32 && MappedWeights.areSinglePrecision(program.weights());
        if (form == WeightForm.STORED || asStored) {
            return List.of(stored);
        }
        NDList converted = script.prepare(stored);
        for (NDArray array : stored) {
            array.close();
        }
        return List.copyOf(converted);
    }

    /**
     * Opens a network to train it, in the arithmetic of this engine.
     *
     * @param weights all weights of the checkpoint's network; read, not mapped
     * @param trained by name, which weights want gradients; a network may be differentiated through although it is not trained
     * @return owned by the caller, who closes it before this engine
     * @throws ModelLoadException if a weight is missing or cannot be read
     */
    public TrainableNetwork train(Network network, Weights weights, Predicate<String> trained) {
        return TrainableNetwork.open(manager.newSubManager(), network, weights, settings.arithmetic(), trained);
    }

    /** Returns a new manager of native memory on the device of this engine; the caller closes it before this engine. */
    public NDManager newManager() {
        return manager.newSubManager();
    }

    /**
     * Computes something on the calling thread, with the threads this engine was asked to use, and so that weights may be changed: gradients are
     * recorded inside of a gradient collector only. Failures of PyTorch come out as they are, {@link EngineException}.
     *
     * @throws E if the computation does
     */
    public <T, E extends Exception> T compute(Computation<T, E> computation) throws E {
        return ThreadSettings.withThreads(settings.threads(), () -> ThreadSettings.withoutGradients(computation));
    }

    @Override
    public void close() {
        manager.close();
    }
}
