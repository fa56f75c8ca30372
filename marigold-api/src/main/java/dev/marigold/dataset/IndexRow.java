package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;

/**
 * A checked row of an index.
 *
 * @param paths of the picture and its map
 * @param coding what the map's numbers mean
 * @param size of both
 */
record IndexRow(String group, Paths paths, Coding coding, Size size) {
    record Paths(String picture, String map) {}

    /** What stored numbers mean; {@code invalid}, which stands for no measurement, is NaN if no number does. */
    record Coding(IndexKind kind, double scale, float invalid) {
        /** Returns the depth of a stored number; NaN where nothing was measured. */
        float metres(float stored) {
            return stored == invalid ? Float.NaN : (float) kind.metres(stored * scale);
        }
    }

    /** Columns and rows; 0 where the index does not say. */
    record Size(int width, int height) {
        void require(int actualWidth, int actualHeight, String name) {
            if (width != 0 && width != actualWidth || height != 0 && height != actualHeight) {
                throw new InvalidDatasetException(name + " must have " + width + "x" + height
                        + " pixels as its index says, got " + actualWidth + "x" + actualHeight);
            }
        }
    }
}
