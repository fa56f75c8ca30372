package dev.marigold.internal.optional;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.ProviderUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a CSV file (RFC 4180) whose first row names the columns. */
public final class CsvTable {
    private CsvTable() {}

    /**
     * Reads the rows, blank lines left out.
     *
     * @throws IOException if the file is missing or cannot be read
     * @throws InvalidDatasetException if it is not CSV or a row has not as many values as there are columns
     * @throws ProviderUnavailableException if the library for CSV is missing
     */
    public static List<Row> read(Path file) throws IOException {
        try {
            return CsvReader.read(file);
        } catch (NoClassDefFoundError e) {
            throw OptionalLibrary.JACKSON_CSV.missing(e);
        }
    }

    /**
     * One row.
     *
     * @param name what to call it in messages
     * @param values by the name of their column
     */
    public record Row(String name, Map<String, String> values) {}
}
