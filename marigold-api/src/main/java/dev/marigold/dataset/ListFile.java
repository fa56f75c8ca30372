package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list of samples as published: columns parted by white space, one sample a line, blank lines without meaning. */
final class ListFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final ListColumns expected;
    private final List<ListRow> rows = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private ListFile(Path file, ListColumns expected) {
        this.file = file;
        this.expected = expected;
    }

    /**
     * Reads a list.
     *
     * @throws IOException if the file is missing or cannot be read
     * @throws InvalidDatasetException if it is no list; names the line of a row that breaks a rule
     */
    static List<ListRow> read(Path file, ListColumns expected) throws IOException {
        ListFile list = new ListFile(file, expected);
        int line = 0;
        for (String text : readLines(file)) {
            line++;
            if (!text.isBlank()) {
                list.add(line, text);
            }
        }
        return List.copyOf(list.rows);
    }

    private static List<String> readLines(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidDatasetException(file + " must be a list in UTF-8, got a directory");
        }
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
                lines.set(0, lines.get(0).substring(1));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new InvalidDatasetException(
                    file + " must be a list in UTF-8, got " + Files.size(file) + " bytes of another kind", e);
        }
    }

    private void add(int line, String text) {
        List<String> columns = List.of(text.strip().split("\\s+"));
        if (!expected.allow(columns.size())) {
            throw refusal(line, "must have " + expected + ", got " + columns.size() + ": " + text.strip());
        }
        for (String column : columns) {
            requireInside(line, column);
        }
        Integer earlier = lines.putIfAbsent(columns.get(0), line);
        if (earlier != null) {
            throw refusal(line, "must name another picture than line " + earlier + ", got " + columns.get(0));
        }
        rows.add(new ListRow(columns));
    }

    private void requireInside(int line, String path) {
        if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
            throw refusal(line, "must name files inside the data set, got " + path);
        }
    }

    private InvalidDatasetException refusal(int line, String rule) {
        return new InvalidDatasetException(file + " line " + line + " " + rule);
    }
}
