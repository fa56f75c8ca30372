package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Judges a predictor on a data set. The predictor runs on the calling thread; ground truth is decoded and metrics are taken on a small
 * pool beside it. Memory does not grow with the number of samples: of each, numbers are kept. The outcome does not depend on the number
 * of threads.
 *
 * <p>With an {@linkplain Builder#output output folder}, the metrics of each sample are written as they come, and a run that was stopped
 * goes on where it was:
 *
 * <ul>
 *   <li>{@code per_sample_metrics.csv}: {@code filename} and the metrics as published, then {@code sample,group,scale,shift,valid_pixels,
 *       milliseconds}; in the order of the data set once the run is complete;
 *   <li>{@code evaluation.json}: the settings, and a fingerprint of them that a later run has to have;
 *   <li>{@code failures.csv}: {@code sample,filename,reason} of the samples that failed; they are tried again by a later run.
 * </ul>
 */
public final class DepthEvaluation {
    private final DepthPredictor predictor;
    private final RunSettings settings;
    private final Judging judging;
    private final EvaluationListener listener;
    private final LongSupplier nanoTime;

    private DepthEvaluation(Builder builder) {
        predictor = builder.predictor;
        settings = builder.settings.copy();
        judging = settings.judging(builder.dataset);
        listener = builder.listener;
        nanoTime = builder.nanoTime;
    }

    /**
     * Returns a builder.
     *
     * @param dataset borrowed: stays open
     * @param predictor where the predictions come from
     */
    public static Builder builder(DepthDataset dataset, DepthPredictor predictor) {
        return new Builder(requireNonNull(dataset, "dataset"), requireNonNull(predictor, "predictor"));
    }

    /**
     * Judges every sample that no earlier run has judged. A sample whose picture, ground truth or prediction is missing or wrong is
     * recorded and does not stop the others.
     *
     * @throws IOException if every sample failed, or the output folder cannot be read or written, is damaged, or is used by another run
     * @throws IllegalArgumentException if the output folder holds a run with other settings or a sweep, or the data set is empty
     * @throws dev.marigold.error.CancelledException if the cancellation fired or the thread was interrupted; what was predicted until then
     *     is written
     */
    public EvaluationResult run() throws IOException {
        Map<String, String> decisive = settings();
        try (ResultFolder folder = ResultFolder.open(settings.output(), decisive, judging.metrics())) {
            return new EvaluationRun(this, decisive, folder).run();
        }
    }

    /** Returns what decides on the outcome, by key. */
    public Map<String, String> settings() {
        Map<String, String> decisive = new TreeMap<>(settings.extra());
        decisive.putAll(judging.settings());
        predictor.settings().forEach((key, value) -> decisive.put("predictor." + key, value));
        return decisive;
    }

    /** Returns what it has in common with sweeps. */
    RunSettings shared() {
        return settings;
    }

    DepthPredictor predictor() {
        return predictor;
    }

    Judging judging() {
        return judging;
    }

    EvaluationListener listener() {
        return listener;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    /** Collects the settings of a run. Setters may be called in any order. Not thread-safe. */
    public static final class Builder {
        private final DepthDataset dataset;
        private final DepthPredictor predictor;
        private final RunSettings settings = new RunSettings();
        private EvaluationListener listener = EvaluationListener.none();
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(DepthDataset dataset, DepthPredictor predictor) {
            this.dataset = dataset;
            this.predictor = predictor;
        }

        /** Sets how predictions are aligned; default {@link AlignmentMode#LEAST_SQUARES} on every valid pixel. */
        public Builder alignment(DepthAlignment alignment) {
            settings.alignment(alignment);
            return this;
        }

        /**
         * Sets the metrics, in the order of the columns; default {@link DepthMetric#published()}.
         *
         * @throws IllegalArgumentException if there is none, or one twice
         */
        public Builder metrics(List<DepthMetric> metrics) {
            settings.metrics(metrics);
            return this;
        }

        /** Sets what happens to predictions of another size; default {@link SizeMismatch#REFUSE}. */
        public Builder sizeMismatch(SizeMismatch sizeMismatch) {
            settings.sizeMismatch(sizeMismatch);
            return this;
        }

        /** Sets the folder that results are written to and resumed from, made if it is missing; default: nothing is written. */
        public Builder output(Path folder) {
            settings.output(folder);
            return this;
        }

        /** Sets who watches; default: nobody. */
        public Builder listener(EvaluationListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Sets what stops the run. */
        public Builder cancellation(Cancellation cancellation) {
            settings.cancellation(cancellation);
            return this;
        }

        /**
         * Sets the number of threads that take metrics, besides the one that predicts.
         *
         * @param threads in [1, 64]; default one less than there are processors, at least 1 and at most 4
         * @throws IllegalArgumentException if {@code threads} is outside its range
         */
        public Builder threads(int threads) {
            settings.threads(threads);
            return this;
        }

        /** Adds a setting of the caller's that decides on the outcome; recorded, and compared before a run is resumed. */
        public Builder setting(String key, String value) {
            settings.extra(key, value);
            return this;
        }

        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /** Creates the evaluation; the builder stays usable. */
        public DepthEvaluation build() {
            return new DepthEvaluation(this);
        }
    }
}
