package dev.marigold.djl.runtime;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.djl.runtime.LoadedScript.Gradients;
import dev.marigold.error.InferenceException;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.EngineFailure;
import dev.marigold.network.Network;
import dev.marigold.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;

/** A program and its weights; owns the manager of both. */
final class DjlNetwork implements CompiledNetwork {
    private final Network network;
    private final NDManager manager;
    private final LoadedScript script;
    private final List<NDArray> weights;
    private final int threads;

    DjlNetwork(Network network, NDManager manager, LoadedScript script, List<NDArray> weights, int threads) {
        this.network = network;
        this.manager = manager;
        this.script = script;
        this.weights = weights;
        this.threads = threads;
    }

    @Override
    public FloatTensor run(List<FloatTensor> inputs) {
        try (NDManager call = manager.newSubManager()) {
            List<NDArray> natives = new ArrayList<>();
            for (FloatTensor input : inputs) {
                natives.add(HeapTensors.toNative(call, input));
            }
            return ThreadSettings.withThreads(
                    threads, () -> HeapTensors.toHeap(script.forward(natives, weights, Gradients.NONE)));
        } catch (EngineException e) {
            throw new InferenceException(
                    "Cannot run the " + network.name() + " on inputs " + inputs + ": " + EngineFailure.message(e), e);
        }
    }

    /** Returns the owner of all native memory of this network. */
    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
