package dev.marigold.training.objective;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.training.data.TrainingSize;
import java.util.Optional;

/**
 * One-step fine-tuning through the decoder (Martin Garcia et al. 2024, <a href="https://arxiv.org/abs/2409.11355">arXiv:2409.11355</a>):
 * the network predicts once at the last timestep, the decoded depth is aligned to the target by scale and shift in closed form, each
 * picture for itself, and the loss is the mean absolute difference over valid pixels. The further terms are ours, and so is {@link
 * Alignment#BOUNDED}. Where targets are metres (an absolute {@link dev.marigold.training.normalization.DepthNormalization}), nothing is aligned. Immutable.
 */
public final class EndToEnd implements Objective {
    private final StartLatent start;
    private final Alignment alignment;
    private final double relativeWeight;
    private final double gradientWeight;
    private final double beyondWeight;
    private final double denoisingWeight;
    private final NoiseKind noise;
    private final double coarseShare;
    private final AutoencoderRole autoencoder;

    private EndToEnd(Builder builder) {
        start = builder.start;
        alignment = builder.alignment;
        relativeWeight = builder.relativeWeight;
        gradientWeight = builder.gradientWeight;
        beyondWeight = builder.beyondWeight;
        denoisingWeight = builder.denoisingWeight;
        noise = builder.noise.orElse(NoiseKind.GAUSSIAN);
        coarseShare = builder.coarseShare;
        autoencoder = builder.autoencoder;
    }

    /** Returns the objective of the paper: starts from zeros, no further terms, the autoencoder does not learn. */
    public static EndToEnd published() {
        return builder().build();
    }

    /** Returns a builder of an objective that is the paper's, unless it is told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what the prediction starts from. */
    public StartLatent start() {
        return start;
    }

    /** Returns how predictions are aligned with their targets. */
    public Alignment alignment() {
        return alignment;
    }

    /** Returns the weight of the difference relative to the depth. */
    public double relativeWeight() {
        return relativeWeight;
    }

    /** Returns the weight of the differences between neighbours. */
    public double gradientWeight() {
        return gradientWeight;
    }

    /** Returns the weight of what has no depth and is predicted nearer than the farthest. */
    public double beyondWeight() {
        return beyondWeight;
    }

    /** Returns the weight of the loss of {@link Denoising}. */
    public double denoisingWeight() {
        return denoisingWeight;
    }

    /** Returns the noise of that loss; without effect where its weight is 0. */
    public NoiseKind noise() {
        return noise;
    }

    /** Returns the share of batches that are decoded at half the size. */
    public double coarseShare() {
        return coarseShare;
    }

    /** Returns whether the autoencoder learns too. */
    public AutoencoderRole autoencoder() {
        return autoencoder;
    }

    @Override
    public void requireSize(TrainingSize size, int factor) {
        Objective.super.requireSize(size, factor);
        if (coarseShare > 0 && !size.isMultipleOf(2 * factor)) {
            throw new IllegalArgumentException("sizes must be multiples of twice the autoencoder's factor " + factor
                    + " where coarseShare > 0, got " + size);
        }
    }

    /**
     * Returns the noise schedule of {@code start}, from the last timestep. Inference ends with what the network predicts, without a rest of the
     * noise, as training does.
     */
    @Override
    public SchedulerConfig scheduler(SchedulerConfig start) {
        return PlainDdim.of(start).with("set_alpha_to_one", true);
    }

    @Override
    public String toString() {
        return "EndToEnd[start=" + start + ", alignment=" + alignment + ", relativeWeight=" + relativeWeight
                + ", gradientWeight=" + gradientWeight
                + ", beyondWeight=" + beyondWeight + ", denoisingWeight=" + denoisingWeight + ", noise=" + noise
                + ", coarseShare=" + coarseShare + ", autoencoder=" + autoencoder + "]";
    }

    /**
     * Collects what the objective is made of. Not thread-safe. A setter refuses a value outside the range that it names with an {@link
     * IllegalArgumentException}.
     */
    public static final class Builder {
        private StartLatent start = StartLatent.ZEROS;
        private Alignment alignment = Alignment.FREE;
        private double relativeWeight;
        private double gradientWeight;
        private double beyondWeight;
        private double denoisingWeight;
        private Optional<NoiseKind> noise = Optional.empty();
        private double coarseShare;
        private AutoencoderRole autoencoder = AutoencoderRole.FROZEN;

        private Builder() {}

        /** Sets what the prediction starts from; default {@link StartLatent#ZEROS}. */
        public Builder start(StartLatent start) {
            this.start = requireNonNull(start, "start");
            return this;
        }

        /** Sets how predictions are aligned with their targets; default {@link Alignment#FREE}. Metres are not aligned: the trainer refuses others then. */
        public Builder alignment(Alignment alignment) {
            this.alignment = requireNonNull(alignment, "alignment");
            return this;
        }

        /** Sets the weight of the same difference in metres over the depth in metres, at most 2 in a pixel; at least 0, default 0. */
        public Builder relativeWeight(double weight) {
            relativeWeight = requireWeight("relativeWeight", weight);
            return this;
        }

        /** Sets the weight of differences between neighbours 1, 2 and 4 pixels apart; at least 0, default 0. */
        public Builder gradientWeight(double weight) {
            gradientWeight = requireWeight("gradientWeight", weight);
            return this;
        }

        /**
         * Sets the weight of what pixels without depth lack to the farthest target, where they are predicted nearer than that: for rendered
         * scenes, where no depth means sky, and not for measured depth, where it means unknown. The mean is over all pixels of pictures with any depth; at least 0, default 0.
         */
        public Builder beyondWeight(double weight) {
            beyondWeight = requireWeight("beyondWeight", weight);
            return this;
        }

        /** Sets the weight of the loss of {@link Denoising}, computed on the same samples; at least 0, default 0. */
        public Builder denoisingWeight(double weight) {
            denoisingWeight = requireWeight("denoisingWeight", weight);
            return this;
        }

        /** Sets the noise of that loss, whose weight is above 0 then; default {@link NoiseKind#GAUSSIAN}. */
        public Builder noise(NoiseKind noise) {
            this.noise = Optional.of(requireNonNull(noise, "noise"));
            return this;
        }

        /**
         * Sets the share of batches whose latents are averaged over 2×2 before they are decoded, and compared with every second pixel of every
         * second row, the upper left one of each four; a sample without depth in any of these does not count. For small networks decoding takes
         * more than half of an update, so that more samples are seen in the same time; what is fine is learnt from the other batches. In [0, 1],
         * default 0; above it, both edges of every latent must be even.
         */
        public Builder coarseShare(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("coarseShare must be in [0, 1], got " + share);
            }
            coarseShare = share;
            return this;
        }

        /** Sets whether the autoencoder learns too; default {@link AutoencoderRole#FROZEN}. */
        public Builder autoencoder(AutoencoderRole autoencoder) {
            this.autoencoder = requireNonNull(autoencoder, "autoencoder");
            return this;
        }

        /**
         * Returns the objective.
         *
         * @throws IllegalArgumentException if there is a noise and nothing to add it to
         */
        public EndToEnd build() {
            if (noise.isPresent() && denoisingWeight == 0) {
                throw new IllegalArgumentException(
                        "noise must be left out unless denoisingWeight is above 0: it would have no effect");
            }
            return new EndToEnd(this);
        }

        private static double requireWeight(String name, double weight) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(name + " must be finite and >= 0, got " + weight);
            }
            return weight;
        }
    }
}
