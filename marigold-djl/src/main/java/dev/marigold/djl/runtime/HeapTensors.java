package dev.marigold.djl.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;

/** Copies between the heap and PyTorch. */
final class HeapTensors {
    private HeapTensors() {}

    /** Returns a copy that belongs to a manager. */
    static NDArray toNative(NDManager manager, FloatTensor tensor) {
        int[] extents = tensor.shape().toArray();
        return manager.create(
                tensor.buffer(), new Shape(Arrays.stream(extents).asLongStream().toArray()));
    }

    /** Returns a copy on the heap. */
    static FloatTensor toHeap(NDArray array) {
        int[] extents = Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        return FloatTensor.wrap(dev.marigold.tensor.Shape.of(extents), array.toFloatArray());
    }
}
