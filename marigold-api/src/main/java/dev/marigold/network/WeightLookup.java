package dev.marigold.network;

import dev.marigold.checkpoint.Weight;
import dev.marigold.tensor.Shape;

/** Where a network finds its weights. */
@FunctionalInterface
public interface WeightLookup {
    /**
     * Returns the weight of a name and shape.
     *
     * @throws dev.marigold.error.ModelLoadException if there is none of that name, or its shape differs
     */
    Weight get(String name, Shape shape);
}
