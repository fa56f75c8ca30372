package dev.marigold.evaluation;

import dev.marigold.dataset.DepthSample;
import dev.marigold.error.CancelledException;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
    private final int total;
    private final int resumed;
    private @Nullable Throwable firstCause;

    EvaluationRun(DepthEvaluation evaluation, Map<String, String> settings, ResultFolder folder) {
        this.evaluation = evaluation;
        this.settings = settings;
        this.folder = folder;
        judging = evaluation.judging();
        total = judging.dataset().size();
        folder.finished().forEach(score -> scores.put(score.sample(), score));
        resumed = scores.size();
    }

    EvaluationResult run() throws IOException {
        judging.requireSamples();
        report("");
        int threads = evaluation.shared().threads();
        try (WorkerPool pool = new WorkerPool("marigold-evaluation", threads)) {
            submitAll(new SamplesInOrder(pool.executor(), threads));
        }
        return finish();
    }

    private void submitAll(SamplesInOrder samples) throws IOException {
        try {
            for (int i = 0; i < total; i++) {
                DepthSample sample = judging.dataset().sample(i);
                if (!scores.containsKey(sample.id())) {
                    evaluation.shared().cancellation().throwIfCancelled();
                    samples.add(new Scoring(sample));
                }
            }
            samples.collectAll();
        } catch (CancelledException e) {
            // What was predicted before a run was stopped is kept: predictions are the expensive part.
            samples.collectAllAnd(() -> folder.finish(judging.inOrder(scores), failures));
            throw e;
        }
    }

    /** Predicts on the calling thread, takes metrics on another. */
    private final class Scoring implements SamplesInOrder.Work<Judging.Judged> {
        private final DepthSample sample;

        Scoring(DepthSample sample) {
            this.sample = sample;
        }

        @Override
        public Callable<Judging.Judged> begin() throws IOException {
            long start = evaluation.nanoTime().getAsLong();
            FloatTensor prediction =
                    evaluation.predictor().predict(sample, evaluation.shared().cancellation());
            long milliseconds =
                    TimeUnit.NANOSECONDS.toMillis(evaluation.nanoTime().getAsLong() - start);
            return () -> judging.judge(sample, prediction, sample.groundTruth(), milliseconds);
        }

        @Override
        public void finish(Judging.Judged scored) throws IOException {
            folder.append(scored.score());
            scores.put(sample.id(), scored.score());
            evaluation.listener().onScored(sample, scored.aligned(), scored.truth(), scored.score());
            report(sample.id());
        }

        @Override
        public void fail(Throwable cause) {
            if (firstCause == null) {
                firstCause = cause;
            }
            SampleFailure recorded =
                    new SampleFailure(sample.id(), sample.predictionName(), SampleFailure.reason(cause));
            failures.add(recorded);
            evaluation.listener().onFailed(recorded);
            report(sample.id());
        }
    }

    private EvaluationResult finish() throws IOException {
        List<SampleScore> ordered = judging.inOrder(scores);
        folder.finish(ordered, failures);
        if (ordered.isEmpty()) {
            throw judging.noneJudged("", failures.get(0), firstCause);
        }
        return new EvaluationResult(settings, judging.metrics(), ordered, failures);
    }

    private void report(String sample) {
        evaluation
                .listener()
                .onProgress(new EvaluationProgress(
                        scores.size() + failures.size(), resumed, failures.size(), total, sample));
    }
}
