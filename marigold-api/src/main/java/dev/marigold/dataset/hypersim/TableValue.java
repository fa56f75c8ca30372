package dev.marigold.dataset.hypersim;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.internal.optional.CsvTable;

/** Reads values of Hypersim's tables. */
final class TableValue {
    private TableValue() {}

    /**
     * Returns a value.
     *
     * @throws InvalidDatasetException if there is no such column
     */
    static String of(CsvTable.Row row, String column) {
        String value = row.values().get(column);
        if (value == null) {
            throw new InvalidDatasetException(row.name() + " must have a column " + column + ", got "
                    + row.values().keySet().stream().sorted().toList());
        }
        return value;
    }
}
