package dev.marigold;

import static java.util.Objects.requireNonNull;

import dev.marigold.image.RgbImage;
import dev.marigold.internal.numeric.Ranges;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.TraceListener;
import dev.marigold.tensor.FloatTensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A picture and what is special about this one request; what is left out is the estimator's. Immutable, but for the listeners and the
 * cancellation it carries.
 */
public final class DepthRequest {
    private final RgbImage image;
    private final @Nullable Long seed;
    private final @Nullable FloatTensor latents;
    private final boolean zeroLatents;
    private final @Nullable Integer steps;
    private final @Nullable Integer ensembleSize;
    private final Cancellation cancellation;
    private final @Nullable ProgressListener progress;
    private final TraceListener trace;

    private DepthRequest(Builder builder) {
        this.image = builder.image;
        this.seed = builder.seed;
        this.latents = builder.latents;
        this.zeroLatents = builder.zeroLatents;
        this.steps = builder.steps;
        this.ensembleSize = builder.ensembleSize;
        this.cancellation = builder.cancellation;
        this.progress = builder.progress;
        this.trace = builder.trace;
    }

    /** Returns a request that leaves everything to the estimator. */
    public static DepthRequest of(RgbImage image) {
        return builder(image).build();
    }

    /** Returns a builder of requests for a picture. */
    public static Builder builder(RgbImage image) {
        return new Builder(requireNonNull(image, "image"));
    }

    /**
     * Returns a builder that starts from this request. Seed, latents and zero latents are one setting there: the first of them that is set
     * replaces this request's.
     */
    public Builder toBuilder() {
        Builder builder = new Builder(image);
        builder.seed = seed;
        builder.latents = latents;
        builder.zeroLatents = zeroLatents;
        builder.steps = steps;
        builder.ensembleSize = ensembleSize;
        builder.cancellation = cancellation;
        builder.progress = progress;
        builder.trace = trace;
        builder.inheritsStart = true;
        return builder;
    }

    /** Returns the picture. */
    public RgbImage image() {
        return image;
    }

    /** Returns the seed; empty to use the estimator's. */
    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /** Returns whether all members start from zeros. */
    public boolean hasZeroLatents() {
        return zeroLatents;
    }

    /** Returns the initial latents of all members; empty to draw them, or for zeros. */
    public Optional<FloatTensor> latents() {
        return Optional.ofNullable(latents);
    }

    /** Returns the number of denoising steps; empty to use the estimator's. */
    public OptionalInt steps() {
        return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
    }

    /** Returns the number of members; empty to use the estimator's. */
    public OptionalInt ensembleSize() {
        return ensembleSize == null ? OptionalInt.empty() : OptionalInt.of(ensembleSize);
    }

    /** Returns what stops the request. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Returns the receiver of progress; empty to use the estimator's. */
    public Optional<ProgressListener> progress() {
        return Optional.ofNullable(progress);
    }

    /** Returns the receiver of the tensors between the stages. */
    public TraceListener trace() {
        return trace;
    }

    @Override
    public String toString() {
        return "DepthRequest[" + image + ", seed=" + seed + ", latents=" + latents + ", zeroLatents=" + zeroLatents
                + ", steps=" + steps + ", ensembleSize=" + ensembleSize + "]";
    }

    /** Collects what is special about a request. Not thread-safe. */
    public static final class Builder {
        private final RgbImage image;
        private @Nullable Long seed;
        private @Nullable FloatTensor latents;
        private boolean zeroLatents;
        private boolean inheritsStart;
        private @Nullable Integer steps;
        private @Nullable Integer ensembleSize;
        private Cancellation cancellation = new Cancellation();
        private @Nullable ProgressListener progress;
        private TraceListener trace = TraceListener.none();

        private Builder(RgbImage image) {
            this.image = image;
        }

        /**
         * Sets the seed of all random numbers; default: the estimator's, or zeros to start from where the checkpoint wants them. As in PyTorch,
         * its low 32 bits count.
         */
        public Builder seed(long seed) {
            dropInheritedStart();
            this.seed = seed;
            return this;
        }

        /**
         * Sets the initial latents in place of drawn ones. What the steps of a scheduler add is then drawn from the estimator's seed.
         *
         * @param latents shape {@code [E, C * T, h, w]}: members, latent channels of all targets, edges of the padded picture divided by
         *     the downscaling of the autoencoder
         * @throws IllegalArgumentException if there are not four extents or a value is not finite
         */
        public Builder latents(FloatTensor latents) {
            requireNonNull(latents, "latents");
            if (latents.shape().rank() != 4) {
                throw new IllegalArgumentException(
                        "latents must have shape [members, channels, height, width], got " + latents.shape());
            }
            if (!latents.isFinite()) {
                throw new IllegalArgumentException("latents must be finite, got NaN or infinite values");
            }
            dropInheritedStart();
            this.latents = latents;
            return this;
        }

        /**
         * Starts every member from zeros in place of drawn latents: for networks that were fine-tuned end to end to predict from there in one step
         * (Martin Garcia et al. 2024, <a href="https://arxiv.org/abs/2409.11355">arXiv:2409.11355</a>). Members are all the same then, unless
         * the steps of the scheduler add noise, which is drawn from the estimator's seed. The default of checkpoints that say so ({@link dev.marigold.checkpoint.PipelineConfig#startsFromZeros()}).
         */
        public Builder zeroLatents() {
            dropInheritedStart();
            this.zeroLatents = true;
            return this;
        }

        /** Forgets where the request started from that this builder was made of. */
        private void dropInheritedStart() {
            if (inheritsStart) {
                inheritsStart = false;
                seed = null;
                latents = null;
                zeroLatents = false;
            }
        }

        /**
         * Sets the number of denoising steps.
         *
         * @param steps in [1, 1000]; default: the estimator's
         * @throws IllegalArgumentException if {@code steps} is outside its range
         */
        public Builder steps(int steps) {
            this.steps = Ranges.steps(steps);
            return this;
        }

        /**
         * Sets how many predictions are aligned and merged.
         *
         * @param ensembleSize in [1, 64]; default: the estimator's
         * @throws IllegalArgumentException if {@code ensembleSize} is outside its range
         */
        public Builder ensembleSize(int ensembleSize) {
            this.ensembleSize = Ranges.ensembleSize(ensembleSize);
            return this;
        }

        /** Sets what stops the request from another thread; default: only the interruption of its thread does. */
        public Builder cancellation(Cancellation cancellation) {
            this.cancellation = requireNonNull(cancellation, "cancellation");
            return this;
        }

        /** Sets the receiver of progress; default: the estimator's. */
        public Builder progress(ProgressListener progress) {
            this.progress = requireNonNull(progress, "progress");
            return this;
        }

        /** Sets the receiver of the tensors between the stages; default: none. */
        public Builder trace(TraceListener trace) {
            this.trace = requireNonNull(trace, "trace");
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws IllegalArgumentException if two of {@code seed}, {@code latents} and {@code zeroLatents} are set
         */
        public DepthRequest build() {
            if (zeroLatents && (seed != null || latents != null)) {
                throw new IllegalArgumentException("zeroLatents replace what else there is to start from, leave out "
                        + (seed != null
                                ? "seed " + seed
                                : "latents of shape " + requireNonNull(latents).shape()));
            }
            if (seed != null && latents != null) {
                throw new IllegalArgumentException(
                        "seed and latents exclude each other: the latents replace what the seed would draw, got seed "
                                + seed + " and latents of shape " + latents.shape());
            }
            return new DepthRequest(this);
        }
    }
}
