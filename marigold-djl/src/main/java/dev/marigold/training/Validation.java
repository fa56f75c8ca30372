package dev.marigold.training;

import static java.util.Objects.requireNonNull;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.internal.numeric.Ranges;

/**
 * How checkpoints are judged: as their users will use them, by predicting the depth of a picture at its size; in metres if that is what they are
 * trained for. Immutable.
 */
public final class Validation {
    private final DepthDataset dataset;
    private final long every;
    private final int steps;
    private final int ensembleSize;
    private final int processingResolution;
    private final int previews;

    private Validation(Builder builder) {
        dataset = builder.dataset;
        every = builder.every;
        steps = builder.steps;
        ensembleSize = builder.ensembleSize;
        processingResolution = builder.processingResolution;
        previews = builder.previews;
    }

    /**
     * Returns a builder.
     *
     * @param dataset borrowed: stays open
     * @throws IllegalArgumentException if it has no samples
     */
    public static Builder builder(DepthDataset dataset) {
        requireNonNull(dataset, "dataset");
        if (dataset.size() == 0) {
            throw new IllegalArgumentException(
                    "data set '" + dataset.name() + "' of a validation must have samples, got none");
        }
        return new Builder(dataset);
    }

    /** Returns the pictures to judge by; borrowed. */
    public DepthDataset dataset() {
        return dataset;
    }

    /** Returns the number of updates between validations. */
    public long every() {
        return every;
    }

    /** Returns the number of denoising steps. */
    public int steps() {
        return steps;
    }

    /** Returns the number of members. */
    public int ensembleSize() {
        return ensembleSize;
    }

    /** Returns the longer edge while processing, 0 for the picture's own size. */
    public int processingResolution() {
        return processingResolution;
    }

    /** Returns the number of pictures whose prediction is drawn. */
    public int previews() {
        return previews;
    }

    @Override
    public String toString() {
        return "Validation[dataset=" + dataset.name() + ", every=" + every + ", steps=" + steps + ", ensembleSize="
                + ensembleSize + ", processingResolution=" + processingResolution + ", previews=" + previews + "]";
    }

    /**
     * Collects how checkpoints are judged. Not thread-safe. A setter refuses a value outside the range that it names with an {@link
     * IllegalArgumentException}.
     */
    public static final class Builder {
        private final DepthDataset dataset;
        private long every = 500;
        private int steps = 1;
        private int ensembleSize = 1;
        private int processingResolution;
        private int previews = 4;

        private Builder(DepthDataset dataset) {
            this.dataset = dataset;
        }

        /** Sets the number of updates between validations, at least 1; each saves a checkpoint first. Default 500. */
        public Builder every(long updates) {
            if (updates < 1) {
                throw new IllegalArgumentException("every must be >= 1, got " + updates);
            }
            this.every = updates;
            return this;
        }

        /** Sets the number of denoising steps, in [1, 1000]; default 1. */
        public Builder steps(int steps) {
            this.steps = Ranges.steps(steps);
            return this;
        }

        /** Sets the number of members, in [1, 64]; default 1. */
        public Builder ensembleSize(int ensembleSize) {
            this.ensembleSize = Ranges.ensembleSize(ensembleSize);
            return this;
        }

        /** Sets the longer edge while processing, in [0, 16384], 0 for the picture's own size; default 0. */
        public Builder processingResolution(int resolution) {
            this.processingResolution = Ranges.require("processingResolution", resolution, 0, Ranges.MAX_RESOLUTION);
            return this;
        }

        /** Sets the number of pictures of the data set whose prediction is drawn, at least 0; default 4. */
        public Builder previews(int previews) {
            this.previews = Ranges.require("previews", previews, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Returns the validation. */
        public Validation build() {
            return new Validation(this);
        }
    }
}
