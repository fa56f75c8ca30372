package dev.marigold.internal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** Comma-separated values (RFC 4180): fields with commas, quotes or line breaks are quoted; rows end with a line feed. Stateless. */
public final class Csv {
    private static final char QUOTE = '"';

    private Csv() {}

    /** Returns a row. */
    public static String row(String... fields) {
        StringJoiner row = new StringJoiner(",", "", "\n");
        for (String field : fields) {
            row.add(quoted(field));
        }
        return row.toString();
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == QUOTE || c == '\n' || c == '\r');
        return plain ? field : QUOTE + field.replace("\"", "\"\"") + QUOTE;
    }

    /**
     * Returns the text of a file without a last row that was cut off, be it within a character.
     *
     * @throws IOException if it cannot be read, or is not text in UTF-8
     */
    public static String wholeRows(Path file) throws IOException {
        byte[] bytes = InputFile.bytes(file);
        int end = 0;
        boolean inQuotes = false;
        for (int i = 0; i < bytes.length; i++) {
            inQuotes ^= bytes[i] == QUOTE;
            if (bytes[i] == '\n' && !inQuotes) {
                end = i + 1;
            }
        }
        return InputFile.text(file, Arrays.copyOf(bytes, end));
    }

    /** Returns the fields of every row; a last row may lack its line feed. */
    public static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inQuotes && c == QUOTE && i + 1 < text.length() && text.charAt(i + 1) == QUOTE) {
                field.append(QUOTE);
                i++;
            } else if (c == QUOTE) {
                inQuotes = !inQuotes;
            } else if (c == ',' && !inQuotes) {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\n' && !inQuotes) {
                row.add(field.toString());
                field.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else if (c != '\r' || inQuotes) {
                field.append(c);
            }
        }
        if (!row.isEmpty() || field.length() > 0) {
            row.add(field.toString());
            rows.add(row);
        }
        return rows;
    }
}
