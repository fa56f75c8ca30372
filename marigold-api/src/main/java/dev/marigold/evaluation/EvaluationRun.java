package dev.marigold.evaluation;

import dev.marigold.dataset.DepthSample;
import dev.marigold.error.CancelledException;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run over a data set. Confined to its thread, but for the scoring it hands to the pool. */
final class EvaluationRun {
    private final DepthEvaluation evaluation;
    private final Map<String, String> settings;
    private final ResultFolder folder;
    private final Judging judging;
    private final Map<String, SampleScore> scores = new HashMap<>();
    private final List<SampleFailure> failures = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final int total;
    private final int resumed;
    private @Nullable Throwable firstCause;

    EvaluationRun(DepthEvaluation evaluation, Map<String, String> settings, ResultFolder folder) {
        this.evaluation = evaluation;
        this.settings = settings;
        this.folder = folder;
        judging = evaluation.judging();
        total = evaluation.dataset().size();
        folder.finished().forEach(score -> scores.put(score.sample(), score));
        resumed = scores.size();
    }

    EvaluationResult run() throws IOException {
        if (total == 0) {
            throw new IllegalArgumentException(
                    "dataset " + evaluation.dataset().name() + " must have at least one sample, got none");
        }
        report("");
        ExecutorService pool = Executors.newFixedThreadPool(evaluation.threads(), task -> {
            Thread thread = new Thread(task, "marigold-evaluation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            submitAll(pool);
        } finally {
            pool.shutdownNow();
        }
        return finish();
    }

    private void submitAll(ExecutorService pool) throws IOException {
        try {
            for (int i = 0; i < total; i++) {
                DepthSample sample = evaluation.dataset().sample(i);
                if (!scores.containsKey(sample.id())) {
                    evaluation.cancellation().throwIfCancelled();
                    submit(sample, pool);
                    // One more than there are threads: none of them waits, and no more maps than that are held.
                    while (pending.size() > evaluation.threads()) {
                        collect(pending.removeFirst());
                    }
                }
            }
            collectAll();
        } catch (CancelledException e) {
            keepFinished();
            throw e;
        }
    }

    private void submit(DepthSample sample, ExecutorService pool) {
        long start = evaluation.nanoTime().getAsLong();
        try {
            FloatTensor prediction = evaluation.predictor().predict(sample, evaluation.cancellation());
            long milliseconds =
                    TimeUnit.NANOSECONDS.toMillis(evaluation.nanoTime().getAsLong() - start);
            pending.add(new Pending(sample, pool.submit(() -> score(sample, prediction, milliseconds))));
        } catch (CancelledException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw interruption(e);
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with one picture, or with a predictor that is not ours, must not take the others along.
            pending.add(new Pending(sample, CompletableFuture.failedFuture(e)));
        }
    }

    private Judging.Judged score(DepthSample sample, FloatTensor prediction, long milliseconds) throws IOException {
        return judging.judge(sample, prediction, sample.groundTruth(), milliseconds);
    }

    private void collectAll() throws IOException {
        while (!pending.isEmpty()) {
            collect(pending.removeFirst());
        }
    }

    private void collect(Pending next) throws IOException {
        DepthSample sample = next.sample();
        try {
            Judging.Judged scored = next.scored().get();
            folder.append(scored.score());
            scores.put(sample.id(), scored.score());
            evaluation.listener().onScored(sample, scored.aligned(), scored.truth(), scored.score());
        } catch (ExecutionException e) {
            fail(sample, e);
        } catch (InterruptedException e) {
            pending.addFirst(next);
            Thread.currentThread().interrupt();
            throw interruption(e);
        }
        report(sample.id());
    }

    private static CancelledException interruption(Exception cause) {
        return new CancelledException("The request was cancelled: its thread was interrupted", cause);
    }

    private void fail(DepthSample sample, ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (firstCause == null) {
            firstCause = cause;
        }
        SampleFailure recorded = new SampleFailure(sample.id(), sample.predictionName(), SampleFailure.reason(cause));
        failures.add(recorded);
        evaluation.listener().onFailed(recorded);
    }

    /** Writes what was predicted before a run was stopped: predictions are the expensive part. */
    private void keepFinished() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            collectAll();
            folder.finish(scoresInOrder(), failures);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private EvaluationResult finish() throws IOException {
        List<SampleScore> ordered = scoresInOrder();
        folder.finish(ordered, failures);
        if (ordered.isEmpty()) {
            SampleFailure first = failures.get(0);
            throw new IOException(
                    "None of the " + total + " samples of "
                            + evaluation.dataset().name() + " could be evaluated; the first, " + first.sample() + ": "
                            + first.reason(),
                    firstCause);
        }
        return new EvaluationResult(settings, evaluation.metrics(), ordered, failures);
    }

    private List<SampleScore> scoresInOrder() {
        List<SampleScore> ordered = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            SampleScore score = scores.get(evaluation.dataset().sample(i).id());
            if (score != null) {
                ordered.add(score);
            }
        }
        return ordered;
    }

    private void report(String sample) {
        evaluation
                .listener()
                .onProgress(new EvaluationProgress(
                        scores.size() + failures.size(), resumed, failures.size(), total, sample));
    }

    private record Pending(DepthSample sample, Future<Judging.Judged> scored) {}
}
