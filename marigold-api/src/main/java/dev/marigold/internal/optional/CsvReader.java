package dev.marigold.internal.optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.optional.CsvTable.Row;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The only class that knows the library for CSV; it cannot be loaded without. */
final class CsvReader {
    private CsvReader() {}

    static List<Row> read(Path file) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
                .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
                .build();
        List<Row> rows = new ArrayList<>();
        try (InputStream in = InputFile.open(file);
                MappingIterator<Map<String, String>> values = mapper.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            if (values.hasNextValue()) {
                requireDistinct(file, (CsvSchema) values.getParserSchema());
            }
            while (values.hasNextValue()) {
                int line = values.getCurrentLocation().getLineNr();
                rows.add(new Row(file + " line " + line, Map.copyOf(values.nextValue())));
            }
        } catch (CharConversionException e) {
            throw new InvalidDatasetException(file + " must be text in UTF-8: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InvalidDatasetException(
                    file + " line " + line + " must be a row of CSV: " + e.getOriginalMessage(), e);
        }
        return rows;
    }

    private static void requireDistinct(Path file, CsvSchema header) {
        Set<String> names = new HashSet<>();
        for (CsvSchema.Column column : header) {
            if (!names.add(column.getName())) {
                throw new InvalidDatasetException(
                        file + " line 1 must name each column once, got " + column.getName() + " again");
            }
        }
    }
}
