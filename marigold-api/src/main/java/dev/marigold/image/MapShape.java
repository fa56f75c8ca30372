package dev.marigold.image;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** The rule all writers of maps share. */
final class MapShape {
    private MapShape() {}

    static FloatTensor require(FloatTensor map) {
        Shape shape = map.shape();
        if (shape.rank() != 2 || shape.elementCount() == 0) {
            throw new IllegalArgumentException("map must have shape [H, W] with H and W >= 1, got " + shape);
        }
        return map;
    }
}
