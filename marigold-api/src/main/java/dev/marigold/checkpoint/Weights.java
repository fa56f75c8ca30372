package dev.marigold.checkpoint;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Ordering;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The named weights of one network, from one file or several shards. Immutable.
 */
public final class Weights {
    private final String source;
    private final ImmutableSortedMap<String, Weight> byName;

    /**
     * Creates the weights.
     *
     * @param source the file or index they were listed in, for messages
     * @param byName handles by tensor name
     */
    public Weights(String source, Map<String, Weight> byName) {
        this.source = source;
        this.byName = ImmutableSortedMap.copyOf(byName);
    }

    /** Returns the file or index the weights were listed in. */
    public String source() {
        return source;
    }

    /** Returns the tensor names in alphabetical order. */
    public SortedSet<String> names() {
        return byName.keySet();
    }

    /** Returns the weight of a name; empty if there is none. */
    public Optional<Weight> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the weight of a name.
     *
     * @throws ModelLoadException if there is none; names the file and the tensor
     */
    public Weight get(String name) {
        return find(name).orElseThrow(() -> new ModelLoadException(source + " has no tensor '" + name + "'"));
    }

    /**
     * Returns the weight of a name, which must have the given shape.
     *
     * @throws ModelLoadException if there is none, its shape differs, or its elements are not floating-point numbers; names the file
     *     and the tensor
     */
    public Weight get(String name, Shape expected) {
        Weight weight = get(name);
        if (!weight.shape().equals(expected)) {
            throw new ModelLoadException(
                    "Tensor '" + name + "' of " + source + " must have shape " + expected + ", got " + weight.shape());
        }
        if (!weight.dtype().isFloatingPoint() || weight.dtype() == DType.F64) {
            throw new ModelLoadException(
                    "Tensor '" + name + "' of " + source + " must be F32, F16, BF16 or F8_E4M3, got " + weight.dtype());
        }
        return weight;
    }

    /** Returns the number of floating-point elements. */
    public long parameterCount() {
        return floatingPoint()
                .mapToLong(weight -> weight.shape().elementCount())
                .sum();
    }

    /** Returns the number of bytes of all weights. */
    public long byteCount() {
        return byName.values().stream().mapToLong(Weight::length).sum();
    }

    /** Returns the element types that occur among floating-point weights. */
    public SortedSet<DType> parameterTypes() {
        return floatingPoint().map(Weight::dtype).collect(ImmutableSortedSet.toImmutableSortedSet(Ordering.natural()));
    }

    /** Returns the files that hold the weights, with symbolic links resolved. */
    public SortedSet<Path> files() {
        return byName.values().stream()
                .map(Weight::file)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Ordering.natural()));
    }

    private Stream<Weight> floatingPoint() {
        return byName.values().stream().filter(weight -> weight.dtype().isFloatingPoint());
    }

    /** Returns the source and the number of tensors. */
    @Override
    public String toString() {
        return "Weights[" + source + ", " + byName.size() + " tensors]";
    }
}
