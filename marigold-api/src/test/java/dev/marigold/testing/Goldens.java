package dev.marigold.testing;

import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.Weights;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;

/** Recorded arrays of the conformance data. */
public final class Goldens {
    private static final Path RELATIVE = Path.of("src", "test", "conformance");

    private final Weights arrays;

    private Goldens(Weights arrays) {
        this.arrays = arrays;
    }

    /** Opens a file of the conformance data, such as {@code numerics/resize.safetensors}. */
    public static Goldens open(String file) {
        try {
            return new Goldens(SafetensorsFile.open(path(file)).weights());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where a file or folder of the conformance data lies, whichever module's folder is the working directory. */
    public static Path path(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (Path module : new Path[] {folder, folder.resolve("marigold-api")}) {
                if (Files.isDirectory(module.resolve(RELATIVE))) {
                    return module.resolve(RELATIVE).resolve(name);
                }
            }
        }
        throw new IllegalStateException(
                "no " + RELATIVE + " above " + Path.of("").toAbsolutePath());
    }

    /** Returns the names of the arrays. */
    public SortedSet<String> names() {
        return arrays.names();
    }

    /** Returns the extents of an array. */
    public Shape shape(String name) {
        return arrays.get(name).shape();
    }

    /** Returns an array of floating-point numbers with its shape. */
    public FloatTensor tensor(String name) {
        return FloatTensor.wrap(arrays.get(name).shape(), floats(name));
    }

    /** Returns the values of an array of floating-point numbers. */
    public float[] floats(String name) {
        try {
            return arrays.get(name).readFloats();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the values of an array of 64-bit integers. */
    public long[] longs(String name) {
        try {
            return arrays.get(name).readLongs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
