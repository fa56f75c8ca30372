package dev.marigold.evaluation;

import dev.marigold.internal.file.Csv;
import dev.marigold.internal.file.WholeFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much members disagree, picture by picture, in a file if there is a folder. Confined to one thread. */
final class SpreadTable {
    static final String NAME = "members.csv";

    private static final String HEADER = Csv.row("sample", "members", "deviation", "range", "exact_prefixes");

    private final @Nullable Path file;
    private final Map<String, MemberSpread> spreads;

    private SpreadTable(@Nullable Path file, Map<String, MemberSpread> spreads) {
        this.file = file;
        this.spreads = spreads;
    }

    static SpreadTable open(@Nullable Path folder) throws IOException {
        Map<String, MemberSpread> spreads = new LinkedHashMap<>();
        if (folder == null) {
            return new SpreadTable(null, spreads);
        }
        Path file = folder.resolve(NAME);
        if (Files.exists(file)) {
            List<List<String>> rows = Csv.parse(Csv.wholeRows(file));
            for (int i = 1; i < rows.size(); i++) {
                MemberSpread spread = parse(file, i + 1, rows.get(i));
                spreads.put(spread.sample(), spread);
            }
        }
        SpreadTable table = new SpreadTable(file, spreads);
        table.rewrite();
        return table;
    }

    private static MemberSpread parse(Path file, int line, List<String> row) throws IOException {
        try {
            return new MemberSpread(
                    row.get(0),
                    Integer.parseInt(row.get(1)),
                    Double.parseDouble(row.get(2)),
                    Double.parseDouble(row.get(3)),
                    Boolean.parseBoolean(row.get(4)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException(
                    file + " must have a sample, three numbers and true or false in row " + line + ", got " + row, e);
        }
    }

    void put(MemberSpread spread) throws IOException {
        boolean known = spreads.put(spread.sample(), spread) != null;
        if (file != null && !known) {
            // Not a channel: an interrupt of the thread would close it, and the row would be lost.
            try (OutputStream rows = new FileOutputStream(file.toFile(), true)) {
                rows.write(row(spread).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Returns the spreads by sample. */
    Map<String, MemberSpread> bySample() {
        return spreads;
    }

    private void rewrite() throws IOException {
        if (file != null) {
            StringBuilder text = new StringBuilder(HEADER);
            spreads.values().forEach(spread -> text.append(row(spread)));
            byte[] rows = text.toString().getBytes(StandardCharsets.UTF_8);
            WholeFile.write(file, out -> out.write(rows));
        }
    }

    private static String row(MemberSpread spread) {
        return Csv.row(
                spread.sample(),
                Integer.toString(spread.members()),
                Double.toString(spread.deviation()),
                Double.toString(spread.range()),
                Boolean.toString(spread.exactPrefixes()));
    }
}
