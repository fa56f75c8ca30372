package dev.marigold.dataset;

import java.io.IOException;
import java.util.Map;

/**
 * Pictures with measured depth, in the order of their list. Opening one reads the list, never a picture. Safe for use by several
 * threads until it is closed.
 */
public interface DepthDataset extends AutoCloseable {
    /** Returns a short name, for example {@code nyuv2}. */
    String name();

    /** Returns the range that aligned predictions are clipped to. */
    DepthRange range();

    /** Returns the number of samples. */
    int size();

    /**
     * Returns what decides on the pictures and depths besides the name, the range and the ids of the samples, such as a crop. A run is only
     * resumed where it is the same as before, so leave nothing out.
     *
     * @return keys in lower case with {@code _} between words; default: none
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Returns a sample.
     *
     * @param index in [0, size)
     * @throws IndexOutOfBoundsException if {@code index} is outside its range
     */
    DepthSample sample(int index);

    /**
     * Releases the files; samples must not be used afterwards. Closing twice does nothing.
     *
     * @throws IOException if a file cannot be closed
     */
    @Override
    void close() throws IOException;
}
