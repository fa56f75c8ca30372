package dev.marigold.internal.optional;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.lang.reflect.Array;
import java.nio.file.Path;

/** The only class that knows the library for HDF5; it cannot be loaded without. */
final class Hdf5Reader {
    private Hdf5Reader() {}

    static FloatTensor read(Path file, String key) {
        try (HdfFile hdf = new HdfFile(file)) {
            Dataset dataset = hdf.getDatasetByPath(key);
            return FloatTensor.wrap(Shape.of(dataset.getDimensions()), floats(dataset.getDataFlat()));
        } catch (RuntimeException e) {
            // The library computes with what damaged files say, and fails in many ways.
            throw new InvalidDatasetException(
                    file + " must be an HDF5 file with an array of numbers '" + key + "': " + e.getMessage(), e);
        }
    }

    private static float[] floats(Object numbers) {
        if (numbers instanceof float[] floats) {
            return floats;
        }
        float[] values = new float[Array.getLength(numbers)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Array.getDouble(numbers, i);
        }
        return values;
    }
}
