package dev.marigold.dataset;

import java.io.IOException;

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
