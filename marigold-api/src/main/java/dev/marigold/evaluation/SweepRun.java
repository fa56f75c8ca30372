package dev.marigold.evaluation;

import dev.marigold.DepthEstimator;
import dev.marigold.MemberMerger;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.prediction.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
        if (dataset.size() == 0) {
            throw new IllegalArgumentException(
                    "dataset " + dataset.name() + " must have at least one sample, got none");
        }
        findEnsemblers();
        findUnfinished();
        if (unfinished.size() > 1) {
            for (Opened each : unfinished.keySet()) {
                open(each).close();
            }
        }
        SweepCounter counter = new SweepCounter(
                sweep.listener(), Math.multiplyExact(sweep.plan().groups().size(), dataset.size()), resumed);
        counter.report();
        Map<SweepGroup, Finished> finished = compute(counter);
        return result(finished, counter);
    }

    private void findEnsemblers() {
        sweep.plan().ensemblers().forEach(id -> mergers.put(id, MemberMerger.named(id)));
    }

    /** Also refuses a folder of other settings before anything is computed. */
    private void findUnfinished() throws IOException {
        for (SweepGroup group : sweep.plan().groups()) {
            try (SweepGroupFolder folder = SweepGroupFolder.open(sweep, group)) {
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

    private DepthEstimator open(Opened wanted) throws IOException {
        sweep.cancellation().throwIfCancelled();
        DepthEstimator estimator = sweep.model().open(wanted.scheduler(), wanted.resolution());
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
        ExecutorService pool = Executors.newFixedThreadPool(sweep.threads(), task -> {
            Thread thread = new Thread(task, "marigold-sweep");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<SweepGroup, Finished> finished = new HashMap<>();
            for (Map.Entry<Opened, List<SweepGroup>> each : unfinished.entrySet()) {
                try (DepthEstimator estimator = open(each.getKey())) {
                    SweepGroupRun.SweepTools tools = new SweepGroupRun.SweepTools(estimator, mergers, pool);
                    for (SweepGroup group : each.getValue()) {
                        finished.put(group, compute(group, tools, counter));
                    }
                }
            }
            return finished;
        } finally {
            pool.shutdownNow();
        }
    }

    private Finished compute(SweepGroup group, SweepGroupRun.SweepTools tools, SweepCounter counter)
            throws IOException {
        try (SweepGroupFolder folder = SweepGroupFolder.open(sweep, group)) {
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
                try (SweepGroupFolder folder = SweepGroupFolder.open(sweep, group)) {
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
        throw new IOException(
                "None of the " + dataset.size() + " samples of " + dataset.name()
                        + " could be evaluated with any setting; the first, " + first.sample() + ": "
                        + first.reason(),
                counter.firstCause());
    }
}
