package dev.marigold.dataset;

import com.google.common.hash.Hasher;
import java.util.List;

/**
 * One row of a list of samples.
 *
 * @param columns paths in the data set, the picture first, its depth second
 */
record ListRow(List<String> columns) {
    private static final String ABSENT = "None";

    /** Adds what decides on a sample. */
    void putInto(Hasher hasher) {
        hasher.putInt(columns.size());
        columns.forEach(column -> hasher.putInt(column.length()).putUnencodedChars(column));
    }

    String picture() {
        return columns.get(0);
    }

    String depth() {
        return columns.get(1);
    }

    boolean hasDepth() {
        return !depth().equals(ABSENT);
    }
}
