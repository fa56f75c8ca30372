package dev.marigold.evaluation;

import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.file.Csv;
import dev.marigold.internal.file.FolderLock;
import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.file.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a run; without a folder, nothing is written. Owns the open table and the lock. Confined to one thread. */
final class ResultFolder implements Closeable {
    static final String TABLE = "per_sample_metrics.csv";
    static final String FAILURES = "failures.csv";

    private final ScoreTable format;
    private final List<SampleScore> finished;
    private final @Nullable Held held;

    private ResultFolder(ScoreTable format, List<SampleScore> finished, @Nullable Held held) {
        this.format = format;
        this.finished = finished;
        this.held = held;
    }

    /** What is open of a folder. */
    private record Held(Path folder, FolderLock lock, RandomAccessFile table) {}

    /**
     * Opens the folder of a run, new or with the rows of an earlier run.
     *
     * @throws IllegalArgumentException if it holds a run of other settings, or a table that is not a run's
     * @throws IOException if another run has it, or a file is damaged or cannot be read or written
     */
    static ResultFolder open(@Nullable Path folder, Map<String, String> settings, List<DepthMetric> metrics)
            throws IOException {
        ScoreTable format = new ScoreTable(metrics);
        if (folder == null) {
            return new ResultFolder(format, List.of(), null);
        }
        Files.createDirectories(folder);
        requireOurs(folder);
        FolderLock lock = FolderLock.acquire(folder, "evaluation");
        @Nullable RandomAccessFile table = null;
        try {
            Path file = folder.resolve(TABLE);
            // Not a FileChannel: an interrupt of the thread would close it, and the rows that are left to write would
            // be lost.
            table = new RandomAccessFile(file.toFile(), "rw");
            String rows = Csv.wholeRows(file);
            // Settings that nothing was judged with protect nothing, and a header alone may be one of other metrics.
            boolean judged = SettingsFile.exists(folder) && rows.lines().count() > 1;
            List<SampleScore> finished = List.of();
            if (judged) {
                SettingsFile.requireSame(folder, settings);
                finished = format.parse(file, rows);
                goOnAfter(rows.getBytes(StandardCharsets.UTF_8).length, table);
            } else {
                SettingsFile.write(folder, settings);
                goOnAfter(0, table);
                table.write(format.header().getBytes(StandardCharsets.UTF_8));
            }
            return new ResultFolder(format, finished, new Held(folder, lock, table));
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, table);
            AfterFailure.close(e, lock);
            throw e;
        }
    }

    /** Refuses a folder with a table that is not a run's, and that of a sweep. */
    static void requireOurs(Path folder) throws IOException {
        if (Files.exists(folder.resolve(SweepGroupFolder.CELLS))) {
            throw new IllegalArgumentException(folder + " must be empty or hold an evaluation, got a sweep");
        }
        Path file = folder.resolve(TABLE);
        if (!SettingsFile.exists(folder) && Files.exists(file) && Files.size(file) > 0) {
            throw new IllegalArgumentException(folder + " must be empty or hold an evaluation, got a " + TABLE
                    + " without its " + SettingsFile.NAME);
        }
    }

    /** Refuses a folder of an evaluation. */
    static void requireNoTable(Path folder) {
        if (Files.exists(folder.resolve(TABLE))) {
            throw new IllegalArgumentException(folder + " must be empty or hold a sweep, got an evaluation");
        }
    }

    private static void goOnAfter(int length, RandomAccessFile table) throws IOException {
        table.setLength(length);
        table.seek(length);
    }

    /** Returns what an earlier run judged, in the order of its rows. */
    List<SampleScore> finished() {
        return finished;
    }

    /** Adds a row in one piece. */
    void append(SampleScore score) throws IOException {
        if (held != null) {
            held.table().write(format.row(score).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Brings the rows into the order of the data set, where failed samples were made up for, and lists what failed. */
    void finish(List<SampleScore> scores, List<SampleFailure> failures) throws IOException {
        if (held == null) {
            return;
        }
        StringBuilder ordered = new StringBuilder(format.header());
        scores.forEach(score -> ordered.append(format.row(score)));
        Path file = held.folder().resolve(TABLE);
        if (!InputFile.text(file).contentEquals(ordered)) {
            // Windows does not replace a file that is open.
            held.table().close();
            WholeFile.write(file, out -> out.write(ordered.toString().getBytes(StandardCharsets.UTF_8)));
        }
        StringBuilder lines = new StringBuilder(Csv.row("sample", "filename", "reason"));
        failures.forEach(failure -> lines.append(Csv.row(failure.sample(), failure.prediction(), failure.reason())));
        byte[] failed = lines.toString().getBytes(StandardCharsets.UTF_8);
        WholeFile.write(held.folder().resolve(FAILURES), out -> out.write(failed));
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            try {
                held.table().close();
            } finally {
                held.lock().close();
            }
        }
    }

    /** Reads a folder, or a table alone. */
    static EvaluationResult read(Path folderOrFile) throws IOException {
        boolean isFolder = Files.isDirectory(folderOrFile);
        Path file = isFolder ? folderOrFile.resolve(TABLE) : folderOrFile;
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        boolean ours = folder != null && SettingsFile.exists(folder);
        // Only our own rows end with a line feed once they are whole.
        String text = ours ? Csv.wholeRows(file) : InputFile.text(file);
        ScoreTable format = ScoreTable.ofHeader(file, text);
        Map<String, String> settings = ours && isFolder ? SettingsFile.read(folderOrFile) : Map.of();
        List<SampleFailure> failures = isFolder ? failures(folderOrFile.resolve(FAILURES)) : List.of();
        List<SampleScore> scores = format.parse(file, text);
        requireDistinct(file, scores);
        return new EvaluationResult(settings, format.metrics(), scores, failures);
    }

    private static void requireDistinct(Path file, List<SampleScore> scores) throws IOException {
        Set<String> names = new HashSet<>();
        for (SampleScore score : scores) {
            if (!names.add(score.prediction())) {
                throw new IOException(file + " must name each prediction once, got '" + score.prediction() + "' again");
            }
        }
    }

    private static List<SampleFailure> failures(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<List<String>> rows = Csv.parse(InputFile.text(file));
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
