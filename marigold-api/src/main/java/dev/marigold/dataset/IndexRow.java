package dev.marigold.dataset;

import com.google.common.hash.Hasher;
import dev.marigold.error.InvalidDatasetException;
import java.util.List;

/**
 * A checked row of an index.
 *
 * @param paths of the picture and its map
 * @param coding what the map's numbers mean
 * @param size of both
 */
record IndexRow(String group, Paths paths, Coding coding, Size size) {
    /** Adds what decides on the sample to a fingerprint. */
    void putInto(Hasher hasher) {
        for (String text :
                List.of(group, paths.picture(), paths.map(), coding.kind().toString())) {
            hasher.putInt(text.length()).putUnencodedChars(text);
        }
        hasher.putDouble(coding.scale()).putFloat(coding.invalid());
    }

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
                throw new InvalidDatasetException(
                        name + " must have " + rule() + " as its index says, got " + actualWidth + "x" + actualHeight);
            }
        }

        private String rule() {
            if (width != 0 && height != 0) {
                return width + "x" + height + " pixels";
            }
            return width != 0 ? "a width of " + width + " pixels" : "a height of " + height + " pixels";
        }
    }
}
