package dev.marigold.evaluation;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthMembers;
import dev.marigold.DepthRequest;
import dev.marigold.MemberMerger;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.CancelledException;
import dev.marigold.prediction.DepthPrediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The missing cells of one group, picture by picture. Confined to its thread, but for what it hands to the pool. */
final class SweepGroupRun {
    private final DepthSweep sweep;
    private final SweepGroup group;
    private final SweepGroupFolder folder;
    private final SweepTools tools;
    private final SweepCounter counter;
    private final SamplesInOrder samples;

    SweepGroupRun(DepthSweep sweep, SweepGroup group, SweepGroupFolder folder, SweepTools tools, SweepCounter counter) {
        this.sweep = sweep;
        this.group = group;
        this.folder = folder;
        this.tools = tools;
        this.counter = counter;
        samples = new SamplesInOrder(tools.pool(), sweep.shared().threads());
    }

    /**
     * What a group works with.
     *
     * @param estimator borrowed
     * @param mergers by id of the ensembler
     * @param pool borrowed; merges and takes metrics
     */
    record SweepTools(DepthEstimator estimator, Map<String, MemberMerger> mergers, ExecutorService pool) {}

    void run() throws IOException {
        DepthDataset dataset = sweep.judging().dataset();
        try {
            for (int i = 0; i < dataset.size(); i++) {
                DepthSample sample = dataset.sample(i);
                List<SweepGroupFolder.Cell> missing = folder.missing(sample.id());
                if (!missing.isEmpty()) {
                    sweep.shared().cancellation().throwIfCancelled();
                    sweep.listener().onSample(group, sample.id());
                    samples.add(new Judgement(sample, missing));
                }
            }
            samples.collectAll();
        } catch (CancelledException e) {
            // What was computed before a sweep was stopped is kept: members are the expensive part.
            samples.collectAllAnd(folder::finish);
            throw e;
        }
        folder.finish();
    }

    /** Computes members on the calling thread, merges and judges them on another. */
    private final class Judgement implements SamplesInOrder.Work<Outcome> {
        private final DepthSample sample;
        private final List<SweepGroupFolder.Cell> missing;

        Judgement(DepthSample sample, List<SweepGroupFolder.Cell> missing) {
            this.sample = sample;
            this.missing = missing;
        }

        @Override
        public Callable<Outcome> begin() throws IOException {
            DepthMembers members = tools.estimator()
                    .members(DepthRequest.builder(sample.image())
                            .seed(sweep.seed())
                            .steps(group.steps())
                            .ensembleSize(sweep.plan().members())
                            .cancellation(sweep.shared().cancellation())
                            .build());
            return () -> judge(sample, members, missing);
        }

        @Override
        public void finish(Outcome outcome) throws IOException {
            folder.add(outcome.spread());
            int failed = 0;
            for (Verdict verdict : outcome.verdicts()) {
                failed += keep(sample, verdict);
            }
            counter.finished(failed > 0);
        }

        @Override
        public void fail(Throwable cause) {
            for (SweepGroupFolder.Cell cell : missing) {
                recordFailure(sample, cell, cause);
            }
            counter.finished(!missing.isEmpty());
        }
    }

    private Outcome judge(DepthSample sample, DepthMembers members, List<SweepGroupFolder.Cell> missing)
            throws IOException {
        GroundTruth truth = sample.groundTruth();
        List<Verdict> verdicts = new ArrayList<>();
        for (SweepGroupFolder.Cell cell : missing) {
            verdicts.add(judge(sample, truth, members, cell));
        }
        return new Outcome(MemberSpread.of(sample.id(), members), verdicts);
    }

    private Verdict judge(DepthSample sample, GroundTruth truth, DepthMembers members, SweepGroupFolder.Cell cell) {
        SweepSetting setting = cell.setting();
        MemberMerger merger = tools.mergers().get(setting.ensembler());
        if (merger == null) {
            throw new IllegalStateException("ensembler '" + setting.ensembler() + "' was not looked up");
        }
        try {
            DepthPrediction merged = merger.merge(members, setting.ensembleSize());
            // A millisecond at least: what took no time at all has no place on a logarithmic axis.
            long milliseconds = Math.max(1, Math.round(merged.timings().total().toNanos() / 1e6));
            return new Verdict(
                    cell,
                    sweep.judging()
                            .judge(sample, merged.metres().orElseGet(merged::depth), truth, milliseconds)
                            .score(),
                    null);
        } catch (RuntimeException e) {
            // One ensembler's failure leaves the other cells alone.
            return new Verdict(cell, null, e);
        }
    }

    private int keep(DepthSample sample, Verdict verdict) throws IOException {
        if (verdict.score() != null) {
            verdict.cell().add(verdict.score());
            return 0;
        }
        if (verdict.failure() != null) {
            recordFailure(sample, verdict.cell(), verdict.failure());
        }
        return 1;
    }

    private void recordFailure(DepthSample sample, SweepGroupFolder.Cell cell, Throwable cause) {
        SampleFailure failure = new SampleFailure(sample.id(), sample.predictionName(), SampleFailure.reason(cause));
        cell.failures().add(failure);
        counter.remember(cause);
        sweep.listener().onFailed(cell.setting(), failure);
    }

    private record Outcome(MemberSpread spread, List<Verdict> verdicts) {}

    /** Either a score or a failure. */
    private record Verdict(
            SweepGroupFolder.Cell cell,
            @Nullable SampleScore score,
            @Nullable RuntimeException failure) {}
}
