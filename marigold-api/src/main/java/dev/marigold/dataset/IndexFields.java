package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The texts of one row of an index, by column. An absent column and an empty field are the same. */
record IndexFields(String name, Map<String, String> values) {
    private static final String SCALE = "scale_to_metres_or_1";
    private static final List<String> FORMATS = List.of(".png", ".npy");
    private static final List<String> NOT_NUMBERS = List.of("nan", "inf", "-inf", "none");

    /** Checks the row. */
    IndexRow row(String defaultGroup) {
        return new IndexRow(
                text("dataset", defaultGroup),
                new IndexRow.Paths(path("rgb"), map()),
                new IndexRow.Coding(kind(), scale(), invalid()),
                new IndexRow.Size(pixels("width"), pixels("height")));
    }

    private String text(String column, String absent) {
        String value = values.getOrDefault(column, "");
        return value.isEmpty() ? absent : value;
    }

    private String path(String column) {
        String value = text(column, "");
        try {
            if (value.isEmpty() || Path.of(value).isAbsolute()) {
                throw refusal(column, "must be a path relative to the index");
            }
        } catch (InvalidPathException e) {
            throw refusal(column, "must be a path that the system can name (" + e.getReason() + ")");
        }
        return value;
    }

    private String map() {
        String map = path("gt");
        if (FORMATS.stream().noneMatch(map::endsWith)) {
            throw refusal("gt", "must end in one of " + FORMATS);
        }
        return map;
    }

    private IndexKind kind() {
        String value = text("kind", IndexKind.DEPTH.toString());
        return Arrays.stream(IndexKind.values())
                .filter(kind -> kind.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> refusal("kind", "must be one of " + Arrays.toString(IndexKind.values())));
    }

    private double scale() {
        double scale = number(SCALE, 1);
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw refusal(SCALE, "must be a finite number above 0");
        }
        return scale;
    }

    /** Infinity and NaN are never depths, so that no number is left to look for. */
    private float invalid() {
        boolean number = !NOT_NUMBERS.contains(text("invalid", "0").toLowerCase(Locale.ROOT));
        return number ? (float) number("invalid", 0) : Float.NaN;
    }

    private int pixels(String column) {
        double pixels = number(column, 0);
        if (pixels < 0 || pixels != Math.rint(pixels) || pixels > Integer.MAX_VALUE) {
            throw refusal(column, "must be a whole number");
        }
        return (int) pixels;
    }

    private double number(String column, double absent) {
        String value = text(column, "");
        try {
            return value.isEmpty() ? absent : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw refusal(column, "must be a number");
        }
    }

    private InvalidDatasetException refusal(String column, String rule) {
        if (!values.containsKey(column)) {
            return new InvalidDatasetException(name + ": the first row must name a column " + column
                    + ", separated by commas, got " + new TreeSet<>(values.keySet()));
        }
        return new InvalidDatasetException(
                name + ": " + column + " " + rule + ", got '" + values.getOrDefault(column, "") + "'");
    }
}
