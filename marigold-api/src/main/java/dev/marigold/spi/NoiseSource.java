package dev.marigold.spi;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** Draws standard normal noise in a fixed order. Confined to one thread. */
@FunctionalInterface
public interface NoiseSource {
    /** Returns the next draw, independent standard normal values of the given shape. */
    FloatTensor next(Shape shape);
}
