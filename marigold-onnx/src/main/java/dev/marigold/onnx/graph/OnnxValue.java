package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Padding;
import org.jspecify.annotations.Nullable;

/**
 * A value of a graph: the name of a node's output, or a recipe not written yet because the operation that uses it may have a node that
 * computes both at once. Tokens are kept flat, {@code [B * n, C]}.
 */
final class OnnxValue {
    private final @Nullable Recipe recipe;
    private @Nullable String name;

    private OnnxValue(@Nullable Recipe recipe, @Nullable String name) {
        this.recipe = recipe;
        this.name = name;
    }

    static OnnxValue named(String name) {
        return new OnnxValue(null, name);
    }

    static OnnxValue pending(Recipe recipe) {
        return new OnnxValue(recipe, null);
    }

    /** Returns the name; null as long as the recipe has not been written. */
    @Nullable
    String name() {
        return name;
    }

    /** Returns the recipe if it is of a kind and has not been written; else null. */
    <R extends Recipe> @Nullable R pending(Class<R> kind) {
        return name == null && kind.isInstance(recipe) ? kind.cast(recipe) : null;
    }

    @Nullable
    Recipe recipe() {
        return recipe;
    }

    /** Records that the value has been written. */
    String written(String as) {
        name = as;
        return as;
    }

    /** An operation that its user may absorb. */
    sealed interface Recipe {}

    /** {@code a + b}. */
    record Sum(OnnxValue a, OnnxValue b) implements Recipe {}

    /** {@code x * weight^T + bias}. */
    record Linear(OnnxValue x, Weight weight, @Nullable Weight bias) implements Recipe {}

    /** An image of twice the size, each pixel repeated. */
    record Upsampled(OnnxValue x) implements Recipe {}

    /** A convolution. */
    record Convolution(OnnxValue x, Weight weight, @Nullable Weight bias, int stride, Padding padding)
            implements Recipe {}
}
