package dev.marigold.djl.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.error.CancelledException;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Weights as arrays over the files they are in. Nothing is copied on a processor; a file is mapped tensor by tensor, once, however often
 * networks are opened, since mappings go only when the garbage collector finds them.
 */
final class MappedWeights {
    private final Map<Weight, MappedByteBuffer> mappings = new ConcurrentHashMap<>();

    /**
     * Returns arrays that belong to a manager and must not be written to, in the forms of {@code WeightForm.STORED}.
     *
     * @throws CancelledException if the thread is interrupted; the interrupt status is kept
     * @throws ModelLoadException if a file cannot be read
     */
    NDArray[] arrays(NDManager manager, List<Weight> weights) {
        return weights.stream().map(weight -> array(manager, weight)).toArray(NDArray[]::new);
    }

    private NDArray array(NDManager manager, Weight weight) {
        // A duplicate, for the position and limit that others would see.
        ByteBuffer bytes =
                mappings.computeIfAbsent(weight, MappedWeights::map).duplicate().order(ByteOrder.nativeOrder());
        return switch (weight.dtype()) {
            case F32 -> manager.create(bytes, shape(weight), DataType.FLOAT32);
            case F16 -> manager.create(bytes, shape(weight), DataType.FLOAT16);
            case BF16, F8_E4M3 -> manager.create(bytes, new Shape(weight.length()), DataType.UINT8);
            default ->
                throw new ModelLoadException("Tensor '" + weight.name() + "' of " + weight.file()
                        + " must be F32, F16, BF16 or F8_E4M3, got " + weight.dtype());
        };
    }

    /** Returns the shape of a weight in DJL's terms. */
    static Shape shape(Weight weight) {
        return new Shape(Arrays.stream(weight.shape().toArray()).asLongStream().toArray());
    }

    private static MappedByteBuffer map(Weight weight) {
        try (FileChannel channel = FileChannel.open(weight.file(), StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, weight.offset(), weight.length());
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("Reading " + weight.file() + " was cancelled: its thread was interrupted", e);
        } catch (IOException e) {
            throw new ModelLoadException("Cannot read " + weight.file() + ": " + e.getMessage(), e);
        }
    }

    /** Returns whether no weight has to be converted to compute in single precision. */
    static boolean areSinglePrecision(List<Weight> weights) {
        return weights.stream().allMatch(weight -> weight.dtype() == DType.F32);
    }
}
