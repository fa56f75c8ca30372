package dev.marigold.cli.depth;

import dev.marigold.calibration.KnownDepth;
import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measured depths of a file.
 *
 * @param depths in the order of the file
 * @param map shape of the map that they are the pixels of, {@code [H, W]}; null for a list of places
 */
record KnownDepthsFile(
        Path file, List<KnownDepth> depths, @Nullable Shape map) {
    private static final String COLUMNS = "x,y,metres[,sigma]";

    /** Of UTF-8, as read byte by byte. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    static KnownDepthsFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " must be a file of measured depths, got a directory");
        }
        return file.toString().endsWith(".npy") ? map(file) : list(file);
    }

    private static KnownDepthsFile map(Path file) throws IOException {
        FloatTensor metres = NpyFile.read(file);
        try {
            return new KnownDepthsFile(file, KnownDepth.ofMap(metres), metres.shape());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static KnownDepthsFile list(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        List<KnownDepth> known = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = withoutMark(lines.get(i)).strip();
            boolean header = i == 0 && line.startsWith("x,");
            if (!line.isEmpty() && !line.startsWith("#") && !header) {
                known.add(parse(file + " line " + (i + 1), line));
            }
        }
        return new KnownDepthsFile(file, known, null);
    }

    /** Spreadsheets put one at the beginning of what they call UTF-8. */
    private static String withoutMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }

    private static KnownDepth parse(String place, String line) throws IOException {
        String[] fields = line.split("\\s*,\\s*", -1);
        if (fields.length != 3 && fields.length != 4) {
            throw new IOException(place + " must be " + COLUMNS + ", got '" + line + "'");
        }
        try {
            KnownDepth depth = KnownDepth.at(
                    Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Double.parseDouble(fields[2]));
            return fields.length == 3 ? depth : depth.withSigma(Double.parseDouble(fields[3]));
        } catch (NumberFormatException e) {
            throw new IOException(
                    place + " must be " + COLUMNS + " in whole pixels and in metres, got '" + line + "'", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }

    /** Refuses a map that has another size than a picture. */
    void requireFits(int width, int height) {
        if (map != null && !map.equals(Shape.of(height, width))) {
            throw new IllegalArgumentException(file + " must have the size of the picture, " + width + "x" + height
                    + ", got " + map.extent(1) + "x" + map.extent(0));
        }
    }
}
