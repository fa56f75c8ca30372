package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.DepthEstimator;
import dev.marigold.MemberMerger;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model with every setting of a grid and shares the work: for each scheduler, resolution and number of steps, the largest ensemble
 * is computed once per picture, and merged for every smaller one and by every ensembler. Every picture starts from the same seed, as in the
 * published evaluation. The members of a smaller ensemble are the first ones of the largest; whether they are the very ones that a run with
 * that size has, see {@link dev.marigold.DepthMembers#hasExactPrefixes()}.
 *
 * <p>Networks run on the calling thread, merging and metrics on a small pool beside it. Memory does not grow with the number of pictures.
 *
 * <p>With an {@linkplain Builder#output output folder}, results are written as they come and a sweep that was stopped goes on where it was,
 * cell by cell; one whose plan has grown by steps, schedulers, resolutions, ensemblers or smaller ensembles computes what is missing.
 * {@code cells/GROUP/CELL} is the folder of a {@link DepthEvaluation}, to be read with {@link EvaluationResult#read} and compared with
 * {@link PairedComparison}; {@code cells/GROUP/members.csv} holds the {@link MemberSpread}s.
 */
public final class DepthSweep {
    private static final String PREDICTOR = "predictor.";
    private static final String MEMBERS = "members";
    private static final List<String> TOLD =
            List.of(ModelSettings.CHECKPOINT, ModelSettings.BACKEND, ModelSettings.MIRRORS_MEMBERS);

    private final SweepModel model;
    private final SweepPlan plan;
    private final RunSettings settings;
    private final Judging judging;
    private final long seed;
    private final SweepListener listener;
    private final Map<String, MemberMerger> ensemblers;
    private final @Nullable ClassLoader classLoader;

    private DepthSweep(Builder builder) {
        model = builder.model;
        plan = builder.plan;
        settings = builder.settings.copy();
        judging = settings.judging(builder.dataset);
        seed = builder.seed;
        listener = builder.listener;
        ensemblers = Map.copyOf(builder.ensemblers);
        classLoader = builder.classLoader;
    }

    /**
     * Returns a builder.
     *
     * @param dataset borrowed: stays open
     * @param model what is judged
     * @param plan with which settings
     */
    public static Builder builder(DepthDataset dataset, SweepModel model, SweepPlan plan) {
        return new Builder(
                requireNonNull(dataset, "dataset"), requireNonNull(model, "model"), requireNonNull(plan, "plan"));
    }

    /**
     * Judges what no earlier run has judged. A picture that fails is recorded in the cells it fails in and does not stop the others; a cell
     * may be left with no picture at all.
     *
     * @throws IOException if every picture failed in every cell, a file of the model cannot be read, or the output folder cannot be read or
     *     written, is damaged, or is used by another run
     * @throws IllegalArgumentException if the output folder holds cells of other settings or an evaluation, the data set is empty, or the
     *     model is not what was asked for
     * @throws dev.marigold.error.MarigoldException if the model cannot be opened or an ensembler is not there
     * @throws dev.marigold.error.CancelledException if the cancellation fired or the thread was interrupted; what was computed until then is
     *     written
     */
    public SweepResult run() throws IOException {
        return new SweepRun(this).run();
    }

    /**
     * Returns what decides on a cell, by key.
     *
     * @param model what {@link #told} returns of its estimator
     */
    Map<String, String> settings(SweepSetting setting, Map<String, String> model) {
        Map<String, String> decisive = new TreeMap<>();
        settings.extra().forEach((key, value) -> decisive.put(TOLD.contains(key) ? PREDICTOR + key : key, value));
        decisive.putAll(judging.settings());
        decisive.putAll(model);
        decisive.put(PREDICTOR + "seed", Long.toString(seed));
        decisive.put(PREDICTOR + "scheduler", setting.group().scheduler());
        decisive.put(PREDICTOR + "resolution", Integer.toString(setting.group().resolution()));
        decisive.put(PREDICTOR + "steps", Integer.toString(setting.group().steps()));
        decisive.put(PREDICTOR + "ensembler", setting.ensembler());
        decisive.put(PREDICTOR + "ensemble_size", Integer.toString(setting.ensembleSize()));
        decisive.put(PREDICTOR + MEMBERS, Integer.toString(plan.members()));
        return decisive;
    }

    /** Returns what an estimator tells of the model, by key, but for what the caller has named. */
    Map<String, String> told(DepthEstimator estimator) {
        return told(ModelSettings.of(estimator), "");
    }

    /** Returns what an estimator told of the model, from the recorded settings of a cell. */
    Map<String, String> told(Map<String, String> recorded) {
        return told(recorded, PREDICTOR);
    }

    private Map<String, String> told(Map<String, String> known, String prefix) {
        Map<String, String> told = new TreeMap<>();
        Set<String> named = settings.extra().keySet();
        for (String key : TOLD) {
            String value = known.get(prefix + key);
            if (value != null && !named.contains(key) && !named.contains(PREDICTOR + key)) {
                told.put(PREDICTOR + key, value);
            }
        }
        return told;
    }

    /** Refuses a cell of a sweep with another largest ensemble, whose members are others. */
    void requireMembers(Map<String, String> recorded) {
        String there = recorded.get(PREDICTOR + MEMBERS);
        if (there != null && !there.equals(Integer.toString(plan.members()))) {
            throw new IllegalArgumentException(settings.output() + " holds a sweep whose largest ensemble has " + there
                    + " members, choose another folder for " + plan.members());
        }
    }

    /** Returns what it has in common with evaluations. */
    RunSettings shared() {
        return settings;
    }

    Judging judging() {
        return judging;
    }

    SweepModel model() {
        return model;
    }

    SweepPlan plan() {
        return plan;
    }

    long seed() {
        return seed;
    }

    SweepListener listener() {
        return listener;
    }

    /**
     * Returns the merger of an ensembler of the plan.
     *
     * @throws dev.marigold.error.ProviderUnavailableException if there is none of that id
     */
    MemberMerger merger(String ensembler) {
        MemberMerger given = ensemblers.get(ensembler);
        if (given != null) {
            return given;
        }
        return classLoader == null ? MemberMerger.named(ensembler) : MemberMerger.named(ensembler, classLoader);
    }

    /** Collects the settings of a sweep. Setters may be called in any order. Not thread-safe. */
    public static final class Builder {
        private final DepthDataset dataset;
        private final SweepModel model;
        private final SweepPlan plan;
        private final RunSettings settings = new RunSettings();
        private long seed = EstimatorPredictor.PUBLISHED_SEED;
        private SweepListener listener = SweepListener.none();
        private final Map<String, MemberMerger> ensemblers = new HashMap<>();
        private @Nullable ClassLoader classLoader;

        private Builder(DepthDataset dataset, SweepModel model, SweepPlan plan) {
            this.dataset = dataset;
            this.model = model;
            this.plan = plan;
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

        /** Sets the seed that every picture starts from; default {@link EstimatorPredictor#PUBLISHED_SEED}. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Sets the folder that results are written to and resumed from, made if it is missing; default: nothing is written. */
        public Builder output(Path folder) {
            settings.output(folder);
            return this;
        }

        /**
         * Gives an ensembler of one's own, as {@link MemberMerger#of} returns it: the plan's of its id, also where a class loader sees
         * another one of that id.
         */
        public Builder ensembler(MemberMerger ensembler) {
            ensemblers.put(requireNonNull(ensembler, "ensembler").id(), ensembler);
            return this;
        }

        /** Sets where ensemblers are looked for; default: the context class loader of the thread that runs the sweep. */
        public Builder classLoader(ClassLoader classLoader) {
            this.classLoader = requireNonNull(classLoader, "classLoader");
            return this;
        }

        /** Sets who watches; default: nobody. */
        public Builder listener(SweepListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Sets what stops the sweep. */
        public Builder cancellation(Cancellation cancellation) {
            settings.cancellation(cancellation);
            return this;
        }

        /**
         * Sets the number of threads that merge and take metrics, besides the one that runs the networks.
         *
         * @param threads in [1, 64]; default one less than there are processors, at least 1 and at most 4
         * @throws IllegalArgumentException if {@code threads} is outside its range
         */
        public Builder threads(int threads) {
            settings.threads(threads);
            return this;
        }

        /**
         * Names what decides on the outcome and the sweep cannot know, such as {@code precision}, or tells it in other words: {@code
         * checkpoint}, {@code backend} and {@code mirrors_members}, with or without {@code predictor.} before them, stand in place of what the estimators
         * tell. Recorded, and compared before a sweep is resumed.
         */
        public Builder setting(String key, String value) {
            settings.extra(key, value);
            return this;
        }

        /** Creates the sweep; the builder stays usable. */
        public DepthSweep build() {
            return new DepthSweep(this);
        }
    }
}
