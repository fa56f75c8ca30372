package dev.marigold.evaluation;

import dev.marigold.internal.file.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of metrics per sample: the published columns, then ours. */
final class ScoreTable {
    private static final String FILE_NAME = "filename";
    private static final List<String> OURS =
            List.of("sample", "group", "scale", "shift", "valid_pixels", "milliseconds");

    private final List<DepthMetric> metrics;

    ScoreTable(List<DepthMetric> metrics) {
        this.metrics = metrics;
    }

    /** Returns the format of a table that somebody else may have written. */
    static ScoreTable ofHeader(Path file, String text) throws IOException {
        List<List<String>> rows = Csv.parse(text);
        if (rows.isEmpty() || !rows.get(0).get(0).equals(FILE_NAME)) {
            throw new IOException(file + " must begin with the column " + FILE_NAME + ", got "
                    + (rows.isEmpty() ? "nothing" : "'" + rows.get(0).get(0) + "'"));
        }
        List<DepthMetric> metrics = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        for (String column : rows.get(0)) {
            if (!columns.add(column)) {
                throw new IOException(file + " must name each column once, got '" + column + "' again");
            }
            if (!column.equals(FILE_NAME) && !OURS.contains(column)) {
                try {
                    metrics.add(DepthMetric.ofId(column));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + " has an unknown column: " + e.getMessage(), e);
                }
            }
        }
        return new ScoreTable(metrics);
    }

    List<DepthMetric> metrics() {
        return metrics;
    }

    String header() {
        List<String> columns = new ArrayList<>(List.of(FILE_NAME));
        metrics.forEach(metric -> columns.add(metric.id()));
        columns.addAll(OURS);
        return Csv.row(columns.toArray(new String[0]));
    }

    /** Returns a row; numbers have the digits that give back the same number. */
    String row(SampleScore score) {
        List<String> fields = new ArrayList<>(List.of(score.prediction()));
        metrics.forEach(metric -> fields.add(Double.toString(score.scores().get(metric))));
        fields.add(score.sample());
        fields.add(score.group());
        fields.add(Double.toString(score.scale()));
        fields.add(Double.toString(score.shift()));
        fields.add(Integer.toString(score.validPixels()));
        fields.add(Long.toString(score.milliseconds()));
        return Csv.row(fields.toArray(new String[0]));
    }

    /** Returns the rows of a table whose columns may be fewer or in another order. */
    List<SampleScore> parse(Path file, String text) throws IOException {
        List<List<String>> rows = Csv.parse(text);
        List<SampleScore> scores = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            scores.add(parse(file, i + 1, rows.get(0), rows.get(i)));
        }
        return scores;
    }

    private SampleScore parse(Path file, int line, List<String> header, List<String> row) throws IOException {
        if (row.size() != header.size()) {
            throw new IOException(
                    file + " must have " + header.size() + " fields in row " + line + ", got " + row.size());
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            fields.put(header.get(i), row.get(i));
        }
        try {
            return score(fields);
        } catch (NumberFormatException e) {
            throw new IOException(file + " must have numbers in row " + line + ": " + e.getMessage(), e);
        }
    }

    private SampleScore score(Map<String, String> fields) {
        Map<DepthMetric, Double> values = new EnumMap<>(DepthMetric.class);
        metrics.forEach(metric -> values.put(metric, number(fields, metric.id(), Double.NaN)));
        String name = fields.getOrDefault(FILE_NAME, "");
        return new SampleScore(
                fields.getOrDefault("sample", name),
                name,
                fields.getOrDefault("group", ""),
                DepthScores.of(values),
                number(fields, "scale", Double.NaN),
                number(fields, "shift", Double.NaN),
                (int) number(fields, "valid_pixels", 0),
                (long) number(fields, "milliseconds", 0));
    }

    private static double number(Map<String, String> fields, String column, double absent) {
        String text = fields.get(column);
        if (text == null) {
            return absent;
        }
        // As Python writes them.
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
