package dev.marigold.evaluation;

import com.google.common.io.Closer;
import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one group: what is known of them, and their files if there is an output. Owns the open tables and the lock of the folder. Confined
 * to one thread.
 */
final class SweepGroupFolder implements AutoCloseable {
    static final String CELLS = "cells";

    private final DepthSweep sweep;
    private final @Nullable FolderLock lock;
    private final SpreadTable spreads;
    private final List<Cell> cells;

    private SweepGroupFolder(DepthSweep sweep, @Nullable FolderLock lock, SpreadTable spreads, List<Cell> cells) {
        this.sweep = sweep;
        this.lock = lock;
        this.spreads = spreads;
        this.cells = cells;
    }

    /** One setting, what is recorded of it, its open table, and what is known by sample. */
    record Cell(
            SweepSetting setting,
            Map<String, String> settings,
            ResultFolder folder,
            Map<String, SampleScore> scores,
            List<SampleFailure> failures) {
        void add(SampleScore score) throws IOException {
            folder.append(score);
            scores.put(score.sample(), score);
        }
    }

    /** Opens one cell. */
    @FunctionalInterface
    private interface Opening {
        /**
         * Opens the table of a cell.
         *
         * @param folder of the cell; null if nothing is to be written
         */
        Cell open(SweepSetting setting, @Nullable Path folder) throws IOException;
    }

    /**
     * Opens the folder of a group to add to it, new or with what an earlier run found.
     *
     * @param model what {@link DepthSweep#told} returns of the estimator that is added from
     */
    static SweepGroupFolder open(DepthSweep sweep, SweepGroup group, Map<String, String> model) throws IOException {
        Path folder = folder(sweep, group);
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return open(
                sweep, group, folder, (setting, cell) -> cell(sweep, setting, sweep.settings(setting, model), cell));
    }

    /** Looks at what an earlier run found, whose models are taken to be the right ones; makes no folder. */
    static SweepGroupFolder look(DepthSweep sweep, SweepGroup group) throws IOException {
        Path folder = folder(sweep, group);
        return open(sweep, group, folder != null && Files.isDirectory(folder) ? folder : null, (setting, cell) -> {
            if (cell == null || !SettingsFile.exists(cell)) {
                if (cell != null) {
                    ResultFolder.requireOurs(cell);
                }
                return cell(sweep, setting, sweep.settings(setting, Map.of()), null);
            }
            Map<String, String> recorded = SettingsFile.read(cell);
            sweep.requireMembers(recorded);
            return cell(sweep, setting, sweep.settings(setting, sweep.told(recorded)), cell);
        });
    }

    private static @Nullable Path folder(DepthSweep sweep, SweepGroup group) {
        Path output = sweep.shared().output();
        return output == null ? null : output.resolve(CELLS).resolve(group.name());
    }

    private static SweepGroupFolder open(DepthSweep sweep, SweepGroup group, @Nullable Path folder, Opening opening)
            throws IOException {
        // Opening the table of the members writes it anew, which nobody else may do meanwhile.
        FolderLock lock = folder == null ? null : FolderLock.acquire(folder, "evaluation");
        List<Cell> cells = new ArrayList<>();
        try {
            SweepGroupFolder opened = new SweepGroupFolder(sweep, lock, SpreadTable.open(folder), cells);
            for (SweepSetting setting : sweep.plan().settings(group)) {
                cells.add(opening.open(setting, folder == null ? null : folder.resolve(setting.shortName())));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, () -> close(cells, lock));
            throw e;
        }
    }

    private static Cell cell(
            DepthSweep sweep, SweepSetting setting, Map<String, String> settings, @Nullable Path folder)
            throws IOException {
        ResultFolder opened =
                ResultFolder.open(folder, settings, sweep.judging().metrics());
        Map<String, SampleScore> finished = new HashMap<>();
        opened.finished().forEach(score -> finished.put(score.sample(), score));
        return new Cell(setting, settings, opened, finished, new ArrayList<>());
    }

    /** Returns the cells that a sample has no score in. */
    List<Cell> missing(String sample) {
        return cells.stream().filter(cell -> !cell.scores().containsKey(sample)).toList();
    }

    void add(MemberSpread spread) throws IOException {
        spreads.put(spread);
    }

    /** Brings the files into the order of the data set. */
    void finish() throws IOException {
        for (Cell cell : cells) {
            cell.folder().finish(ordered(cell), cell.failures());
        }
    }

    List<SweepCell> results() {
        return cells.stream()
                .map(cell -> new SweepCell(
                        cell.setting(),
                        new EvaluationResult(
                                cell.settings(), sweep.judging().metrics(), ordered(cell), cell.failures())))
                .toList();
    }

    List<MemberSpread> spreads() {
        return sweep.judging().inOrder(spreads.bySample());
    }

    private List<SampleScore> ordered(Cell cell) {
        return sweep.judging().inOrder(cell.scores());
    }

    @Override
    public void close() throws IOException {
        close(cells, lock);
    }

    private static void close(List<Cell> cells, @Nullable FolderLock lock) throws IOException {
        Closer parts = Closer.create();
        // Closed in reverse: another run may come once the tables are closed.
        parts.register(lock);
        cells.forEach(cell -> parts.register(cell.folder()));
        parts.close();
    }
}
