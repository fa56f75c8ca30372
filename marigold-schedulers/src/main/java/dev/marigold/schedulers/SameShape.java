package dev.marigold.schedulers;

import dev.marigold.tensor.FloatTensor;

/** The rule that two tensors agree in shape. */
final class SameShape {
    private SameShape() {}

    static void require(String name, FloatTensor tensor, String otherName, FloatTensor other) {
        if (!tensor.shape().equals(other.shape())) {
            throw new IllegalArgumentException(
                    name + " must have the shape of " + otherName + " " + other.shape() + ", got " + tensor.shape());
        }
    }
}
