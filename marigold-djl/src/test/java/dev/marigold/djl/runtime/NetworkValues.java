package dev.marigold.djl.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.tensor.FloatTensor;

/** Copies of what a network learns, to be compared. */
public final class NetworkValues {
    private NetworkValues() {}

    public static FloatTensor weight(TrainableNetwork network, String name) {
        return HeapTensors.toHeap(network.parameters().get(name));
    }

    public static FloatTensor gradient(TrainableNetwork network, String name) {
        NDArray weight = network.parameters().get(name);
        try (NDManager scope = weight.getManager().newSubManager()) {
            return HeapTensors.toHeap(network.gradient(name, scope));
        }
    }
}
