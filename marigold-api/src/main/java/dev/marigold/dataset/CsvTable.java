package dev.marigold.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.marigold.error.InvalidDatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a CSV file (RFC 4180) whose first row names the columns. The only class that knows the library for them. */
final class CsvTable {
    private CsvTable() {}

    /**
     * Reads the rows, blank lines left out.
     *
     * @throws IOException if the file is missing or cannot be read
     * @throws InvalidDatasetException if it is not CSV or a row has not as many values as there are columns
     */
    static List<Row> read(Path file) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
                .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
                .build();
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                MappingIterator<Map<String, String>> values = mapper.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            while (values.hasNextValue()) {
                int line = values.getCurrentLocation().getLineNr();
                rows.add(new Row(file + " line " + line, Map.copyOf(values.nextValue())));
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InvalidDatasetException(
                    file + " line " + line + " must be a row of CSV: " + e.getOriginalMessage(), e);
        }
        return rows;
    }

    /**
     * One row.
     *
     * @param name what to call it in messages
     * @param values by the name of their column
     */
    record Row(String name, Map<String, String> values) {}
}
