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
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The missing cells of one group, picture by picture. Confined to its thread, but for what it hands to the pool. */
final class SweepGroupRun {
    private final DepthSweep sweep;
    private final SweepGroup group;
    private final SweepGroupFolder folder;
    private final SweepTools tools;
    private final SweepCounter counter;
    private final Deque<Pending> pending = new ArrayDeque<>();

    SweepGroupRun(DepthSweep sweep, SweepGroup group, SweepGroupFolder folder, SweepTools tools, SweepCounter counter) {
        this.sweep = sweep;
        this.group = group;
        this.folder = folder;
        this.tools = tools;
        this.counter = counter;
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
                    sweep.cancellation().throwIfCancelled();
                    submit(sample, missing);
                    // One more than there are threads: none of them waits, and no more members than that are held.
                    while (pending.size() > sweep.threads()) {
                        collect(pending.removeFirst());
                    }
                }
            }
            collectAll();
        } catch (CancelledException e) {
            keepFinished();
            throw e;
        }
        folder.finish();
    }

    private void submit(DepthSample sample, List<SweepGroupFolder.Cell> missing) {
        sweep.listener().onSample(group, sample.id());
        try {
            DepthMembers members = tools.estimator()
                    .members(DepthRequest.builder(sample.image())
                            .seed(sweep.seed())
                            .steps(group.steps())
                            .ensembleSize(sweep.plan().members())
                            .cancellation(sweep.cancellation())
                            .build());
            pending.add(new Pending(sample, missing, tools.pool().submit(() -> judge(sample, members, missing))));
        } catch (CancelledException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw interruption(e);
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with one picture, or with a plugin that is not ours, must not take the others along.
            pending.add(new Pending(sample, missing, CompletableFuture.failedFuture(e)));
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
                            .judge(sample, merged.depth(), truth, milliseconds)
                            .score(),
                    null);
        } catch (RuntimeException e) {
            // One ensembler's failure leaves the other cells alone.
            return new Verdict(cell, null, e);
        }
    }

    private void collectAll() throws IOException {
        while (!pending.isEmpty()) {
            collect(pending.removeFirst());
        }
    }

    private void collect(Pending next) throws IOException {
        int failed = 0;
        try {
            Outcome outcome = next.outcome().get();
            folder.add(outcome.spread());
            for (Verdict verdict : outcome.verdicts()) {
                failed += keep(next.sample(), verdict);
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            for (SweepGroupFolder.Cell cell : next.missing()) {
                fail(next.sample(), cell, cause);
            }
            failed = next.missing().size();
        } catch (InterruptedException e) {
            pending.addFirst(next);
            Thread.currentThread().interrupt();
            throw interruption(e);
        }
        counter.finished(failed > 0);
    }

    private int keep(DepthSample sample, Verdict verdict) throws IOException {
        if (verdict.score() != null) {
            verdict.cell().add(verdict.score());
            return 0;
        }
        if (verdict.failure() != null) {
            fail(sample, verdict.cell(), verdict.failure());
        }
        return 1;
    }

    private void fail(DepthSample sample, SweepGroupFolder.Cell cell, Throwable cause) {
        SampleFailure failure = new SampleFailure(sample.id(), sample.predictionName(), SampleFailure.reason(cause));
        cell.failures().add(failure);
        counter.remember(cause);
        sweep.listener().onFailed(cell.setting(), failure);
    }

    private static CancelledException interruption(Exception cause) {
        return new CancelledException("The request was cancelled: its thread was interrupted", cause);
    }

    /** Writes what was computed before a sweep was stopped: members are the expensive part. */
    private void keepFinished() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            collectAll();
            folder.finish();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Pending(DepthSample sample, List<SweepGroupFolder.Cell> missing, Future<Outcome> outcome) {}

    private record Outcome(MemberSpread spread, List<Verdict> verdicts) {}

    /** Either a score or a failure. */
    private record Verdict(
            SweepGroupFolder.Cell cell,
            @Nullable SampleScore score,
            @Nullable RuntimeException failure) {}
}
