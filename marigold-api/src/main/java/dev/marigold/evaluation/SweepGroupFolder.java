package dev.marigold.evaluation;

import dev.marigold.dataset.DepthDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of one group: what is known of them, and their files if there is an output. Owns the open tables. Confined to one thread. */
final class SweepGroupFolder implements AutoCloseable {
    private static final String CELLS = "cells";

    private final DepthSweep sweep;
    private final SpreadTable spreads;
    private final List<Cell> cells = new ArrayList<>();

    private SweepGroupFolder(DepthSweep sweep, SpreadTable spreads) {
        this.sweep = sweep;
        this.spreads = spreads;
    }

    /** One setting, its open table, and what is known by sample. */
    record Cell(
            SweepSetting setting, ResultFolder folder, Map<String, SampleScore> scores, List<SampleFailure> failures) {
        void add(SampleScore score) throws IOException {
            folder.append(score);
            scores.put(score.sample(), score);
        }
    }

    /** Opens the folder of a group, new or with what an earlier run found. */
    static SweepGroupFolder open(DepthSweep sweep, SweepGroup group) throws IOException {
        Path output = sweep.output();
        Path folder = output == null ? null : output.resolve(CELLS).resolve(group.name());
        if (folder != null) {
            Files.createDirectories(folder);
        }
        SweepGroupFolder opened = new SweepGroupFolder(sweep, SpreadTable.open(folder));
        try {
            for (SweepSetting setting : sweep.plan().settings(group)) {
                opened.open(setting, folder);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            try {
                opened.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private void open(SweepSetting setting, @Nullable Path folder) throws IOException {
        ResultFolder opened = ResultFolder.open(
                folder == null ? null : folder.resolve(setting.shortName()),
                sweep.settings(setting),
                sweep.judging().metrics());
        Map<String, SampleScore> finished = new HashMap<>();
        opened.finished().forEach(score -> finished.put(score.sample(), score));
        cells.add(new Cell(setting, opened, finished, new ArrayList<>()));
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
                                sweep.settings(cell.setting()),
                                sweep.judging().metrics(),
                                ordered(cell),
                                cell.failures())))
                .toList();
    }

    List<MemberSpread> spreads() {
        return spreads.of(ids());
    }

    private List<SampleScore> ordered(Cell cell) {
        Map<String, SampleScore> known = cell.scores();
        return ids().stream().filter(known::containsKey).map(known::get).toList();
    }

    private List<String> ids() {
        DepthDataset dataset = sweep.judging().dataset();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            ids.add(dataset.sample(i).id());
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        @Nullable IOException failure = null;
        for (Cell cell : cells) {
            try {
                cell.folder().close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
