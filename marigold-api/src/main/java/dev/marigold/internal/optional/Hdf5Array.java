package dev.marigold.internal.optional;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.tensor.FloatTensor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads one array of numbers from an HDF5 file. */
public final class Hdf5Array {
    private Hdf5Array() {}

    /**
     * Reads an array; integers beyond 24 bits and {@code float64} are rounded to single precision.
     *
     * @param key the array's path in the file
     * @throws NoSuchFileException if the file is missing
     * @throws InvalidDatasetException if it is damaged or has no such array
     * @throws ProviderUnavailableException if the library for HDF5 is missing
     */
    public static FloatTensor read(Path file, String key) throws NoSuchFileException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try {
            return Hdf5Reader.read(file, key);
        } catch (NoClassDefFoundError e) {
            throw OptionalLibrary.JHDF.missing(e);
        }
    }
}
