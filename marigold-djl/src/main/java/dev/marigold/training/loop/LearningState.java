package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.checkpoint.Weights;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.internal.numeric.HalfPrecision;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.optimizer.Adam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The weights that learn with what an optimiser remembers of each, and how it changes them. Owns what is remembered, borrows the
 * networks. Confined to one thread.
 */
public final class LearningState implements AutoCloseable {
    private static final int AVERAGE_WARMUP = 10;

    private final DjlEngine engine;
    private final NDManager manager;
    private final List<Entry> entries = new ArrayList<>();
    private final Adam adam;
    private final OptionalDouble averaging;
    private long updates;

    /**
     * Creates the state before the first update, or after the last one of a training to be resumed.
     *
     * @param averaging decay of the moving average of the weights, if there is to be one
     * @param before what was remembered; the networks hold their weights already
     * @throws IOException if it cannot be read
     * @throws dev.marigold.error.ModelLoadException if it lacks something
     */
    public LearningState(
            DjlEngine engine,
            List<TrainedNetwork> networks,
            Adam adam,
            OptionalDouble averaging,
            Optional<Remembered> before)
            throws IOException {
        this.engine = engine;
        this.manager = engine.newManager();
        this.adam = adam;
        this.averaging = averaging;
        this.updates = before.map(Remembered::updates).orElse(0L);
        for (TrainedNetwork trained : networks) {
            for (Map.Entry<String, NDArray> parameter :
                    trained.network().parameters().entrySet()) {
                entries.add(entry(trained, parameter.getKey(), parameter.getValue(), before));
            }
        }
    }

    /**
     * What an optimiser remembered.
     *
     * @param updates number of times weights were changed
     * @param arrays what {@link #arrays} returned
     */
    public record Remembered(long updates, Weights arrays) {}

    /** A weight and what is remembered of it. */
    private record Entry(
            TrainedNetwork owner,
            String name,
            NDArray value,
            NDArray first,
            NDArray second,
            Optional<NDArray> average) {
        String key() {
            return owner.component() + "/" + name;
        }
    }

    private Entry entry(TrainedNetwork owner, String name, NDArray value, Optional<Remembered> before)
            throws IOException {
        String key = owner.component() + "/" + name;
        NDArray first = before.isPresent() ? stored(before.get(), "first/" + key) : manager.zeros(value.getShape());
        NDArray second = before.isPresent() ? stored(before.get(), "second/" + key) : manager.zeros(value.getShape());
        if (averaging.isEmpty()) {
            return new Entry(owner, name, value, first, second, Optional.empty());
        }
        NDArray average = before.isPresent() ? stored(before.get(), "average/" + key) : copy(value);
        return new Entry(owner, name, value, first, second, Optional.of(average));
    }

    private NDArray stored(Remembered before, String key) throws IOException {
        Weight weight = before.arrays().get(key);
        return HeapTensors.toNative(manager, FloatTensor.wrap(weight.shape(), weight.readFloats()));
    }

    private NDArray copy(NDArray value) {
        return HeapTensors.toNative(manager, HeapTensors.toHeap(value));
    }

    /** Returns the number of updates so far. */
    public long updates() {
        return updates;
    }

    /** Multiplies all gradients by a factor. */
    void scaleGradients(NDManager step, double factor) {
        for (Entry entry : entries) {
            gradient(entry, step).muli(factor);
        }
    }

    /**
     * Changes all weights by their gradients, which are cleared.
     *
     * @param number of the update, from 0
     * @param learningRate at least 0
     * @param largestNorm gradients together longer than this are shortened to it; infinity for no limit
     * @return the length of all gradients together, before
     * @throws TrainingDivergedException if that is not finite; no weight has changed
     */
    double update(NDManager step, long number, double learningRate, double largestNorm) {
        List<NDArray> gradients =
                entries.stream().map(entry -> gradient(entry, step)).toList();
        double norm = norm(gradients);
        if (!Double.isFinite(norm)) {
            throw new TrainingDivergedException(
                    "The gradients of update " + (number + 1) + " must be finite, got a norm of " + norm);
        }
        updates++;
        double share = norm > largestNorm ? largestNorm / norm : 1;
        return engine.compute(() -> {
            for (int i = 0; i < entries.size(); i++) {
                update(entries.get(i), gradients.get(i), share, learningRate);
            }
            return norm;
        });
    }

    private void update(Entry entry, NDArray gradient, double share, double learningRate) {
        if (share < 1) {
            gradient.muli(share);
        }
        update(entry, gradient, learningRate);
        gradient.muli(0);
    }

    private static double norm(List<NDArray> gradients) {
        double squares = 0;
        for (NDArray gradient : gradients) {
            try (NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                squares += sum.getFloat();
            }
        }
        return Math.sqrt(squares);
    }

    private static NDArray gradient(Entry entry, NDManager step) {
        return entry.owner().network().gradient(entry.name(), step);
    }

    private void update(Entry entry, NDArray gradient, double learningRate) {
        if (adam.weightDecay() > 0) {
            entry.value().muli(1 - learningRate * adam.weightDecay());
        }
        try (NDArray change = gradient.mul(1 - adam.beta1());
                NDArray square = gradient.square()) {
            entry.first().muli(adam.beta1()).addi(change);
            entry.second().muli(adam.beta2()).addi(square.muli(1 - adam.beta2()));
        }
        double firstCorrection = 1 - Math.pow(adam.beta1(), (double) updates);
        double secondCorrection = Math.sqrt(1 - Math.pow(adam.beta2(), (double) updates));
        try (NDArray size = entry.second().sqrt()) {
            size.divi(secondCorrection).addi(adam.epsilon());
            try (NDArray change = entry.first().div(size)) {
                entry.value().subi(change.muli(learningRate / firstCorrection));
            }
        }
        entry.average().ifPresent(average -> follow(average, entry.value()));
    }

    /** Young averages follow faster: the weights they started from say nothing. */
    private void follow(NDArray average, NDArray value) {
        double decay = Math.min(averaging.orElseThrow(), (1.0 + updates) / (AVERAGE_WARMUP + updates));
        try (NDArray distance = average.sub(value)) {
            average.subi(distance.muli(1 - decay));
        }
    }

    /**
     * Refuses weights that no checkpoint should hold: an update may ruin them although its gradients were finite.
     *
     * @param taken number of updates they have behind them
     * @param delivered type that {@link #delivered} will be written in
     * @throws TrainingDivergedException if a weight is infinite or no number, or becomes infinite in that type
     */
    public void requireFinite(long taken, DType delivered) {
        for (Entry entry : entries) {
            float largest = requireFinite(entry, entry.value(), taken);
            if (entry.average().isPresent()) {
                largest = requireFinite(entry, entry.average().get(), taken);
            }
            if (delivered == DType.F16 && largest > HalfPrecision.LARGEST) {
                throw new TrainingDivergedException("The weights after update " + taken + " must be at most "
                        + HalfPrecision.LARGEST + " to be written as F16, got " + largest + " in " + entry.key());
            }
        }
    }

    /** Returns the size of the largest. */
    private static float requireFinite(Entry entry, NDArray weights, long taken) {
        try (NDArray sizes = weights.abs();
                NDArray largest = sizes.max()) {
            float size = largest.getFloat();
            if (!Float.isFinite(size)) {
                throw new TrainingDivergedException(
                        "The weights after update " + taken + " must be finite, got " + size + " in " + entry.key());
            }
            return size;
        }
    }

    /** Returns what a checkpoint is to hold, by component and name: the averages, or the weights where there are none. */
    public Map<String, Map<String, NDArray>> delivered() {
        Map<String, Map<String, NDArray>> components = new LinkedHashMap<>();
        for (Entry entry : entries) {
            components
                    .computeIfAbsent(entry.owner().component(), component -> new LinkedHashMap<>())
                    .put(entry.name(), entry.average().orElse(entry.value()));
        }
        return components;
    }

    /** Returns everything that a resumed training needs, by {@code role/component/name}. */
    public Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (Entry entry : entries) {
            arrays.put("weight/" + entry.key(), entry.value());
            arrays.put("first/" + entry.key(), entry.first());
            arrays.put("second/" + entry.key(), entry.second());
            entry.average().ifPresent(average -> arrays.put("average/" + entry.key(), average));
        }
        return arrays;
    }

    @Override
    public void close() {
        manager.close();
    }
}
