package dev.marigold.image;

import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a map to a file. The built-in writers write under a temporary name in the same directory and rename, so a file is whole or not
 * there; they replace a file of the same name, create no directories, and are immutable and safe for use by several threads.
 */
@FunctionalInterface
public interface DepthWriter {
    /**
     * Writes a map.
     *
     * @param map shape {@code [H, W]}, H and W at least 1, such as a prediction's depth or uncertainty
     * @throws IllegalArgumentException if the shape is another, or the format cannot hold a value
     * @throws IOException if the file cannot be written
     */
    void write(FloatTensor map, Path file) throws IOException;

    /**
     * Returns a writer of coloured 8-bit PNG pictures.
     *
     * @param colormap decides on values outside [0, 1] and NaN too
     */
    static DepthWriter colorPng(Colormap colormap) {
        return (map, file) -> PngWriter.writeColor(MapShape.require(map), colormap, file);
    }

    /**
     * Returns a writer of 16-bit grey PNG pictures: {@code floor(65535 * value)}, values below 0 as 0 and above 1 as 65535. NaN has no
     * number there and is refused.
     */
    static DepthWriter greyPng16() {
        return (map, file) -> PngWriter.writeGrey16(MapShape.require(map), file);
    }

    /** Returns a writer of NumPy files, {@code float32}, shape {@code (H, W)}; every value is kept, NaN and infinity too. */
    static DepthWriter npy() {
        return (map, file) -> NpyFile.write(MapShape.require(map), file);
    }

    /**
     * Returns a writer of portable float maps (Paul Debevec's PFM): grey, little-endian, the bottom row first; every value is kept, NaN
     * and infinity too.
     */
    static DepthWriter pfm() {
        return new PfmWriter();
    }
}
