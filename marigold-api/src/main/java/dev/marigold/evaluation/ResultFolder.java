package dev.marigold.evaluation;

import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a run; without a folder, nothing is written. Owns the open table. Confined to one thread. */
final class ResultFolder implements AutoCloseable {
    static final String TABLE = "per_sample_metrics.csv";
    static final String FAILURES = "failures.csv";

    private final @Nullable Path folder;
    private final @Nullable RandomAccessFile table;
    private final ScoreTable format;
    private final List<SampleScore> finished;

    private ResultFolder(
            @Nullable Path folder, @Nullable RandomAccessFile table, ScoreTable format, List<SampleScore> finished) {
        this.folder = folder;
        this.table = table;
        this.format = format;
        this.finished = finished;
    }

    /** Opens the folder of a run, new or with the rows of an earlier run. */
    static ResultFolder open(@Nullable Path folder, Map<String, String> settings, List<DepthMetric> metrics)
            throws IOException {
        ScoreTable format = new ScoreTable(metrics);
        if (folder == null) {
            return new ResultFolder(null, null, format, List.of());
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(TABLE);
        boolean resumed = SettingsFile.exists(folder);
        if (!resumed && Files.exists(file) && Files.size(file) > 0) {
            throw new IllegalArgumentException(folder + " must be empty or hold an evaluation, got a " + TABLE
                    + " without its " + SettingsFile.NAME);
        }
        RandomAccessFile table = lock(file);
        try {
            if (resumed) {
                SettingsFile.requireSame(folder, settings);
            } else {
                SettingsFile.write(folder, settings);
            }
            List<SampleScore> finished = resume(file, table, format);
            return new ResultFolder(folder, table, format, finished);
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static RandomAccessFile lock(Path file) throws IOException {
        // Not a FileChannel: an interrupt of the thread would close it, and the rows that are left to write would be
        // lost.
        RandomAccessFile table = new RandomAccessFile(file.toFile(), "rw");
        try {
            if (table.getChannel().tryLock() != null) {
                return table;
            }
        } catch (OverlappingFileLockException e) {
            // The same answer as from another process, below.
        }
        table.close();
        throw new IOException(file + " is in use by another evaluation");
    }

    private static List<SampleScore> resume(Path file, RandomAccessFile table, ScoreTable format) throws IOException {
        String text = Files.readString(file);
        String whole = Csv.wholeRows(text);
        List<SampleScore> finished = List.of();
        if (whole.isEmpty()) {
            whole = format.header();
            table.write(whole.getBytes(StandardCharsets.UTF_8));
        } else {
            finished = format.parse(file, whole);
        }
        int length = whole.getBytes(StandardCharsets.UTF_8).length;
        table.setLength(length);
        table.seek(length);
        return finished;
    }

    /** Returns what an earlier run judged, in the order of its rows. */
    List<SampleScore> finished() {
        return finished;
    }

    /** Adds a row in one piece. */
    void append(SampleScore score) throws IOException {
        if (table != null) {
            table.write(format.row(score).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Brings the rows into the order of the data set, where failed samples were made up for, and lists what failed. */
    void finish(List<SampleScore> scores, List<SampleFailure> failures) throws IOException {
        if (folder == null || table == null) {
            return;
        }
        StringBuilder ordered = new StringBuilder(format.header());
        scores.forEach(score -> ordered.append(format.row(score)));
        Path file = folder.resolve(TABLE);
        if (!Files.readString(file).contentEquals(ordered)) {
            // Windows does not replace a file that is open.
            table.close();
            WholeFile.write(file, out -> out.write(ordered.toString().getBytes(StandardCharsets.UTF_8)));
        }
        StringBuilder lines = new StringBuilder(Csv.row("sample", "filename", "reason"));
        failures.forEach(failure -> lines.append(Csv.row(failure.sample(), failure.prediction(), failure.reason())));
        byte[] failed = lines.toString().getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.resolve(FAILURES), out -> out.write(failed));
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.close();
        }
    }

    /** Reads a folder, or a table alone. */
    static EvaluationResult read(Path folderOrFile) throws IOException {
        boolean isFolder = Files.isDirectory(folderOrFile);
        Path file = isFolder ? folderOrFile.resolve(TABLE) : folderOrFile;
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        String text = Csv.wholeRows(Files.readString(file));
        ScoreTable format = ScoreTable.ofHeader(file, text);
        Path folder = file.toAbsolutePath().getParent();
        boolean complete = isFolder && folder != null && SettingsFile.exists(folder);
        Map<String, String> settings = complete && folder != null ? SettingsFile.read(folder) : Map.of();
        List<SampleFailure> failures = isFolder ? failures(folderOrFile.resolve(FAILURES)) : List.of();
        return new EvaluationResult(settings, format.metrics(), format.parse(file, text), failures);
    }

    private static List<SampleFailure> failures(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<List<String>> rows = Csv.parse(Files.readString(file));
        for (List<String> row : rows) {
            if (row.size() != 3) {
                throw new IOException(file + " must have 3 columns in every row, got " + row.size());
            }
        }
        return rows.stream()
                .skip(1)
                .map(row -> new SampleFailure(row.get(0), row.get(1), row.get(2)))
                .toList();
    }
}
