package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.DepthEstimator;
import dev.marigold.MemberMerger;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.prediction.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One sweep: looks at what is missing, sees that it can be done, and does it group by group. Confined to its thread. */
final class SweepRun {
    private final DepthSweep sweep;
    private final DepthDataset dataset;
    private final Map<String, MemberMerger> mergers = new HashMap<>();
    private final Map<Opened, List<SweepGroup>> unfinished = new LinkedHashMap<>();
    private int resumed;

    SweepRun(DepthSweep sweep) {
        this.sweep = sweep;
        dataset = sweep.judging().dataset();
    }

    /** What one estimator serves. */
    private record Opened(String scheduler, int resolution) {}

    SweepResult run() throws IOException {
        sweep.judging().requireSamples();
        Path output = sweep.shared().output();
        if (output != null) {
            ResultFolder.requireNoTable(output);
        }
        findEnsemblers();
        findUnfinished();
        if (unfinished.size() > 1) {
            for (Map.Entry<Opened, List<SweepGroup>> each : unfinished.entrySet()) {
                see(each.getKey(), each.getValue());
            }
        }
        SweepCounter counter = new SweepCounter(
                sweep.listener(), Math.multiplyExact(sweep.plan().groups().size(), dataset.size()), resumed);
        counter.report();
        Map<SweepGroup, Finished> finished = compute(counter);
        return result(finished, counter);
    }

    private void findEnsemblers() {
        sweep.plan().ensemblers().forEach(id -> mergers.put(id, sweep.merger(id)));
    }

    /** Also refuses a folder of other settings before anything is computed. */
    private void findUnfinished() throws IOException {
        for (SweepGroup group : sweep.plan().groups()) {
            try (SweepGroupFolder folder = SweepGroupFolder.look(sweep, group)) {
                int missing = 0;
                for (int i = 0; i < dataset.size(); i++) {
                    missing += folder.missing(dataset.sample(i).id()).isEmpty() ? 0 : 1;
                }
                resumed += dataset.size() - missing;
                if (missing > 0) {
                    unfinished
                            .computeIfAbsent(
                                    new Opened(group.scheduler(), group.resolution()), key -> new ArrayList<>())
                            .add(group);
                }
            }
        }
    }

    /** Sees that a model can be opened and is the one that its groups have results of. */
    private void see(Opened model, List<SweepGroup> groups) throws IOException {
        try (DepthEstimator estimator = open(model)) {
            for (SweepGroup group : groups) {
                SweepGroupFolder.open(sweep, group, sweep.told(estimator)).close();
            }
        }
    }

    private DepthEstimator open(Opened wanted) throws IOException {
        sweep.shared().cancellation().throwIfCancelled();
        DepthEstimator estimator =
                requireNonNull(sweep.model().open(wanted.scheduler(), wanted.resolution()), "model must not open null");
        try {
            Provenance defaults = estimator.defaults();
            Opened got = new Opened(defaults.scheduler(), defaults.processingResolution());
            if (!got.equals(wanted)) {
                throw new IllegalArgumentException("model must open scheduler '" + wanted.scheduler()
                        + "' at resolution " + wanted.resolution() + ", got scheduler '" + got.scheduler()
                        + "' at resolution " + got.resolution());
            }
            return estimator;
        } catch (RuntimeException e) {
            estimator.close();
            throw e;
        }
    }

    /** What is left of a group once its files are closed. */
    private record Finished(List<SweepCell> cells, List<MemberSpread> spreads) {}

    private Map<SweepGroup, Finished> compute(SweepCounter counter) throws IOException {
        try (WorkerPool pool = new WorkerPool("marigold-sweep", sweep.shared().threads())) {
            Map<SweepGroup, Finished> finished = new HashMap<>();
            for (Map.Entry<Opened, List<SweepGroup>> each : unfinished.entrySet()) {
                try (DepthEstimator estimator = open(each.getKey())) {
                    SweepGroupRun.SweepTools tools = new SweepGroupRun.SweepTools(estimator, mergers, pool.executor());
                    for (SweepGroup group : each.getValue()) {
                        finished.put(group, compute(group, tools, counter));
                    }
                }
            }
            return finished;
        }
    }

    private Finished compute(SweepGroup group, SweepGroupRun.SweepTools tools, SweepCounter counter)
            throws IOException {
        try (SweepGroupFolder folder = SweepGroupFolder.open(sweep, group, sweep.told(tools.estimator()))) {
            new SweepGroupRun(sweep, group, folder, tools, counter).run();
            return new Finished(folder.results(), folder.spreads());
        }
    }

    private SweepResult result(Map<SweepGroup, Finished> finished, SweepCounter counter) throws IOException {
        List<SweepCell> cells = new ArrayList<>();
        Map<SweepGroup, List<MemberSpread>> spreads = new HashMap<>();
        for (SweepGroup group : sweep.plan().groups()) {
            Finished known = finished.get(group);
            if (known == null) {
                try (SweepGroupFolder folder = SweepGroupFolder.look(sweep, group)) {
                    known = new Finished(folder.results(), folder.spreads());
                }
            }
            cells.addAll(known.cells());
            spreads.put(group, known.spreads());
        }
        requireAny(cells, counter);
        return new SweepResult(sweep.plan(), sweep.judging().metrics(), cells, spreads);
    }

    private void requireAny(List<SweepCell> cells, SweepCounter counter) throws IOException {
        if (cells.stream().anyMatch(cell -> !cell.result().scores().isEmpty())) {
            return;
        }
        SampleFailure first = cells.get(0).result().failures().get(0);
        throw sweep.judging().noneJudged(" with any setting", first, counter.firstCause());
    }
}
