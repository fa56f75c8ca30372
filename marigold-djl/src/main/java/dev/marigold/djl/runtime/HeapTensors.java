package dev.marigold.djl.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;

/** Copies between the heap and PyTorch. */
public final class HeapTensors {
    private HeapTensors() {}

    /** Returns a copy that belongs to a manager. */
    public static NDArray toNative(NDManager manager, FloatTensor tensor) {
        int[] extents = tensor.shape().toArray();
        return manager.create(
                tensor.buffer(), new Shape(Arrays.stream(extents).asLongStream().toArray()));
    }

    /** Returns a copy on the heap. */
    public static FloatTensor toHeap(NDArray array) {
        return FloatTensor.wrap(shape(array), array.toFloatArray());
    }

    /** Returns the shape of an array. */
    public static dev.marigold.tensor.Shape shape(NDArray array) {
        return dev.marigold.tensor.Shape.of(Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray());
    }
}
