package dev.marigold.calibration;

import dev.marigold.image.NpyFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes depths in metres to a file. The built-in writers write under a temporary name in the same directory and rename, so a file is whole
 * or not there; they replace a file of the same name, create no directories, and are immutable and safe for use by several threads.
 */
@FunctionalInterface
public interface MetricDepthWriter {
    /**
     * Writes a map.
     *
     * @return how many depths the format could not hold and were replaced by the nearest it can
     * @throws IOException if the file cannot be written
     */
    int write(MetricDepth depth, Path file) throws IOException;

    /** Returns a writer of NumPy files, {@code float32}, shape {@code (H, W)}, metres; NaN where there is no valid depth. */
    static MetricDepthWriter npy() {
        return (depth, file) -> {
            NpyFile.write(depth.metres(), file);
            return 0;
        };
    }

    /**
     * Returns a writer of 16-bit grey PNG pictures in whole millimetres, rounded; 0 where there is no valid depth. Depths beyond 65.535 m
     * are written as 65535, and those that would round to 0 as 1.
     */
    static MetricDepthWriter millimetrePng() {
        return new MillimetrePngWriter();
    }
}
