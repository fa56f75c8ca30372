package dev.marigold.cli.depth;

import dev.marigold.calibration.KnownDepth;
import dev.marigold.image.NpyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads measured depths from files. */
final class KnownDepthsFile {
    private static final String COLUMNS = "x,y,metres[,sigma]";

    private KnownDepthsFile() {}

    static List<KnownDepth> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " must be a file of measured depths, got a directory");
        }
        if (file.toString().endsWith(".npy")) {
            try {
                return KnownDepth.ofMap(NpyFile.read(file));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        List<KnownDepth> known = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean header = i == 0 && line.startsWith("x,");
            if (!line.isEmpty() && !line.startsWith("#") && !header) {
                known.add(parse(file + " line " + (i + 1), line));
            }
        }
        return known;
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
}
