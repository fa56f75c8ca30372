package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.DepthEstimator;
import dev.marigold.DepthRequest;
import dev.marigold.dataset.DepthSample;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.Provenance;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model on every picture, each from the same seed, as the published evaluation does. Predictions are in metres where the checkpoint
 * names its range. Borrows the estimator.
 */
public final class EstimatorPredictor implements DepthPredictor {
    /** The seed of the published depth evaluation. */
    public static final long PUBLISHED_SEED = 1234;

    private final DepthEstimator estimator;
    private final long seed;
    private final boolean zeroLatents;
    private final Map<String, String> settings;
    private volatile @Nullable Provenance provenance;

    private EstimatorPredictor(Builder builder) {
        estimator = builder.estimator;
        seed = builder.seed == null ? PUBLISHED_SEED : builder.seed;
        zeroLatents = builder.zeroLatents || builder.seed == null && ModelSettings.startsFromZeros(estimator);
        settings = new TreeMap<>(ModelSettings.of(estimator));
        settings.putAll(builder.settings);
        settings.put("seed", zeroLatents ? "zero latents" : Long.toString(seed));
    }

    /**
     * Returns a builder.
     *
     * @param estimator borrowed: stays open
     */
    public static Builder builder(DepthEstimator estimator) {
        return new Builder(requireNonNull(estimator, "estimator"));
    }

    @Override
    public FloatTensor predict(DepthSample sample, Cancellation cancellation) throws IOException {
        DepthRequest.Builder request = DepthRequest.builder(sample.image()).cancellation(cancellation);
        DepthPrediction prediction =
                estimator.estimate((zeroLatents ? request.zeroLatents() : request.seed(seed)).build());
        provenance = prediction.provenance();
        return prediction.metres().orElseGet(prediction::depth);
    }

    /** Returns how the last prediction came about; empty before the first one. */
    public Optional<Provenance> provenance() {
        return Optional.ofNullable(provenance);
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    /** Collects what a predictor needs to know. Not thread-safe. */
    public static final class Builder {
        private final DepthEstimator estimator;
        private final Map<String, String> settings = new TreeMap<>();
        private @Nullable Long seed;
        private boolean zeroLatents;

        private Builder(DepthEstimator estimator) {
            this.estimator = estimator;
        }

        /** Sets the seed that every picture starts from; default {@link #PUBLISHED_SEED}, or zeros where the checkpoint wants them. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Starts every picture from zeros in place of a seed; see {@link DepthRequest.Builder#zeroLatents()}. What a scheduler draws in its steps comes
         * from the estimator's seed then, which {@link DepthPredictor#settings()} does not tell.
         */
        public Builder zeroLatents() {
            this.zeroLatents = true;
            return this;
        }

        /**
         * Names a setting that decides on the predictions and that the estimator's {@linkplain DepthEstimator#defaults() defaults} do not
         * tell, such as {@code precision}, or tells it in other words; it stands in place of theirs: {@code checkpoint}, {@code backend},
         * {@code scheduler}, {@code ensembler}, {@code steps}, {@code ensemble_size}, {@code mirrors_members}, {@code resolution}. Needed for {@link
         * DepthPredictor#settings()} only.
         */
        public Builder setting(String key, String value) {
            settings.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Creates the predictor; the builder stays usable.
         *
         * @throws IllegalArgumentException if both a seed and zero latents are set
         */
        public EstimatorPredictor build() {
            if (zeroLatents && seed != null) {
                throw new IllegalArgumentException(
                        "zeroLatents replace what else there is to start from, leave out seed " + seed);
            }
            return new EstimatorPredictor(this);
        }
    }
}
