package dev.marigold.djl.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The weights of a network as arrays that may change, each whole even where the network uses a part or another shape of it. */
final class ParameterSet {
    private final SortedMap<String, NDArray> byName = new TreeMap<>();
    private final Map<Place, String> names = new HashMap<>();
    private final Map<String, Weight> handles = new HashMap<>();

    private ParameterSet() {}

    /** Where a tensor is: networks and files may call it differently. */
    private record Place(Path file, String name) {
        static Place of(Weight weight) {
            return new Place(weight.file(), weight.name());
        }
    }

    /**
     * Reads the weights that a network uses.
     *
     * @param manager owns the arrays
     * @param weights all weights of the checkpoint's network
     * @param used what the network takes
     * @param trained by name, whether gradients are wanted
     * @throws ModelLoadException if a file cannot be read
     */
    static ParameterSet read(NDManager manager, Weights weights, List<Weight> used, Predicate<String> trained) {
        ParameterSet parameters = new ParameterSet();
        for (String name : weights.names()) {
            Weight weight = weights.get(name);
            parameters.names.put(Place.of(weight), name);
            parameters.handles.put(name, weight);
        }
        for (Weight weight : used) {
            parameters.byName.computeIfAbsent(
                    parameters.name(weight), name -> parameters.read(manager, name, trained.test(name)));
        }
        return parameters;
    }

    private NDArray read(NDManager manager, String name, boolean trained) {
        Weight weight = handle(name);
        try {
            NDArray array = HeapTensors.toNative(manager, FloatTensor.wrap(weight.shape(), weight.readFloats()));
            array.setRequiresGradient(trained);
            return array;
        } catch (IOException e) {
            throw new ModelLoadException("Cannot read " + weight.file() + ": " + e.getMessage(), e);
        }
    }

    private String name(Weight weight) {
        String name = names.get(Place.of(weight));
        if (name == null) {
            throw new ModelLoadException(
                    "Tensor '" + weight.name() + "' of " + weight.file() + " is not among the weights to train");
        }
        return name;
    }

    private Weight handle(String name) {
        Weight handle = handles.get(name);
        if (handle == null) {
            throw new IllegalArgumentException("The network has no weight '" + name + "'");
        }
        return handle;
    }

    /** Returns the arrays by name; unmodifiable. */
    Map<String, NDArray> byName() {
        return Collections.unmodifiableSortedMap(byName);
    }

    /**
     * Returns one array.
     *
     * @throws IllegalArgumentException if the network does not use a weight of that name
     */
    NDArray get(String name) {
        NDArray array = byName.get(name);
        if (array == null) {
            throw new IllegalArgumentException("The network has no weight '" + name + "'");
        }
        return array;
    }

    /**
     * Returns what a program takes for a weight.
     *
     * @param step gets arrays that exist for this evaluation only
     */
    NDArray argument(Weight weight, NDManager step) {
        String name = name(weight);
        NDArray whole = get(name);
        Weight handle = handle(name);
        if (weight.shape().equals(handle.shape())) {
            return whole;
        }
        NDArray part = whole;
        if (weight.length() < handle.length()) {
            long row = handle.length() / handle.shape().extent(0);
            long first = (weight.offset() - handle.offset()) / row;
            part = whole.get(new NDIndex(first + ":" + (first + weight.length() / row)));
            part.attach(step);
        }
        NDArray shaped = part.reshape(MappedWeights.shape(weight));
        shaped.attach(step);
        return shaped;
    }
}
