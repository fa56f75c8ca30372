package dev.marigold.training;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.internal.numeric.Ranges;
import dev.marigold.prediction.MemberViews;
import dev.marigold.progress.Cancellation;
import dev.marigold.training.batch.WeightedDataset;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import dev.marigold.training.state.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Trains a checkpoint on pictures with depth, and writes checkpoints in the published layout. The defaults are those of the published
 * fine-tuning where it does not depend on the data, but for pictures being resized with antialiasing. A training is a function of its settings: one that was interrupted and resumed ends
 * with the same weights, bit by bit, on a processor: the same machine with the same number of threads.
 *
 * <pre>{@code
 * TrainingResult result = Trainer.builder(start, Denoising.published(), output)
 *         .dataset(hypersim, 0.9, List.of(new TrainingSize(640, 480)))
 *         .dataset(virtualKitti, 0.1, List.of(new TrainingSize(1216, 352)))
 *         .build()
 *         .run();
 * }</pre>
 */
public final class Trainer {
    // Process-wide on purpose: DJL collects the gradients of one training at a time.
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    private final TrainerSettings settings;

    private Trainer(TrainerSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns a builder.
     *
     * @param start directory of the checkpoint to start from, whose files must stay while the training runs
     * @param objective what is minimised
     * @param output directory of the run: {@code checkpoint-NNNNNNNN}, {@code losses.csv}, {@code losses.png}, {@code
     *     validation.csv}, {@code previews}, and {@code training.lock}, which keeps other runs out
     */
    public static Builder builder(Path start, Objective objective, Path output) {
        return new Builder(
                requireNonNull(start, "start"),
                requireNonNull(objective, "objective"),
                requireNonNull(output, "output"));
    }

    /**
     * Returns the newest checkpoint of a run; empty if the directory holds none.
     *
     * @param output see {@link #builder}
     * @throws IOException if the directory cannot be read
     */
    public static Optional<Path> newestCheckpoint(Path output) throws IOException {
        return CheckpointFolder.newest(output);
    }

    /**
     * Trains until the last update, and returns then. All work is done on a thread of its own, listeners included. An interruption of the calling
     * thread stops the training as the cancellation does, at any moment: it ends the update it is at, writes a checkpoint and gives up.
     *
     * @throws IOException if data or checkpoints cannot be read or written, or another training has the output
     * @throws IllegalStateException if another training runs in this process; nothing was touched
     * @throws IllegalArgumentException if the output holds checkpoints that the training does not go on from, newer ones included, or a setting
     *     does not fit the checkpoint, such as a weight type that cannot hold weights that do not learn, or the training to be resumed
     * @throws dev.marigold.error.ModelLoadException if a checkpoint is damaged or lacks something
     * @throws dev.marigold.error.ProviderUnavailableException if PyTorch does not start
     * @throws dev.marigold.error.TrainingDivergedException if a loss, or a weight that is to be saved, is infinite or no number, a weight is above
     *     65504 that is to be saved in half precision, or an autoencoder that learns alone gives the same latents for everything; the
     *     checkpoints that are there stay
     * @throws dev.marigold.error.CancelledException if the cancellation fired or the calling thread was interrupted, and stays so; a checkpoint is
     *     written first unless the last update has one, and the message names it
     * @throws dev.marigold.error.InferenceException if PyTorch fails, such as for lack of memory; the last checkpoint stays
     */
    public TrainingResult run() throws IOException {
        if (!RUNNING.compareAndSet(false, true)) {
            throw new IllegalStateException("Another training runs in this process; wait until it has ended");
        }
        try {
            return TrainingThread.call(settings.cancellation, stop -> TrainingRun.run(settings, stop));
        } finally {
            RUNNING.set(false);
        }
    }

    /**
     * Collects the settings of a training. Setters may be called in any order. Not thread-safe. A setter refuses a value outside the range that it names with an {@link
     * IllegalArgumentException}.
     */
    public static final class Builder {
        final Path start;
        final Objective objective;
        final Path output;
        final List<WeightedDataset> datasets = new ArrayList<>();
        List<TrainingSize> sizes = List.of();
        SampleGeometry geometry = SampleGeometry.whole();
        Photometric photometric = Photometric.none();
        DepthNormalization normalization = DepthNormalization.published();
        int batchSize = 2;
        int accumulation = 16;
        long updates = 30_000;
        long seed = 2024;
        double learningRate = 3e-5;
        LearningRate schedule = LearningRate.iterExponential(25_000, 0.01, 100);
        Adam optimizer = Adam.published();
        double largestNorm = Double.POSITIVE_INFINITY;
        OptionalDouble averaging = OptionalDouble.empty();

        @Nullable
        SchedulerConfig scheduler;

        String precision = "fp32";
        String device = "cpu";
        int threads;
        long saveEvery = 500;
        int keptCheckpoints = 2;
        DType weightType = DType.F32;
        Optional<Path> latentCache = Optional.empty();
        Optional<Path> teacher = Optional.empty();
        Optional<Path> resumed = Optional.empty();
        Optional<Validation> validation = Optional.empty();
        OptionalInt defaultSteps = OptionalInt.empty();
        OptionalInt defaultProcessingResolution = OptionalInt.empty();
        Optional<MemberViews> defaultMemberViews = Optional.empty();
        TrainingListener listener = TrainingListener.none();
        Cancellation cancellation = new Cancellation();

        private Builder(Path start, Objective objective, Path output) {
            this.start = start;
            this.objective = objective;
            this.output = output;
        }

        /**
         * Adds a data set whose pictures get one of the common {@link #sizes}.
         *
         * @param dataset borrowed: stays open
         * @param weight above 0; batches come from a data set as often as its share in the sum of all weights
         */
        public Builder dataset(DepthDataset dataset, double weight) {
            datasets.add(new WeightedDataset(requireNonNull(dataset, "dataset"), weight, List.of()));
            return this;
        }

        /**
         * Adds a data set whose pictures get sizes of its own, one of which is drawn for each batch.
         *
         * @param dataset borrowed: stays open
         * @param weight above 0; batches come from a data set as often as its share in the sum of all weights
         * @param sizes at least one; multiples of the autoencoder's factor
         */
        public Builder dataset(DepthDataset dataset, double weight, List<TrainingSize> sizes) {
            WeightedDataset entry = new WeightedDataset(requireNonNull(dataset, "dataset"), weight, sizes);
            if (sizes.isEmpty()) {
                throw new IllegalArgumentException(
                        "sizes of data set '" + dataset.name() + "' must be at least one, got none");
            }
            datasets.add(entry);
            return this;
        }

        /**
         * Sets the sizes of pictures, one of which is drawn for each batch, of data sets that have none of their own. Required where there is one.
         *
         * @param sizes multiples of the autoencoder's factor
         */
        public Builder sizes(List<TrainingSize> sizes) {
            this.sizes = List.copyOf(sizes);
            return this;
        }

        /** Sets how samples become pictures of that size; default {@link SampleGeometry#whole()}. */
        public Builder geometry(SampleGeometry geometry) {
            this.geometry = requireNonNull(geometry, "geometry");
            return this;
        }

        /** Sets how pictures are altered; default {@link Photometric#none()}. */
        public Builder photometric(Photometric photometric) {
            this.photometric = requireNonNull(photometric, "photometric");
            return this;
        }

        /**
         * Sets how metres become targets; default {@link DepthNormalization#published()}. An absolute one trains for metres: neither losses
         * nor validation align predictions then.
         */
        public Builder normalization(DepthNormalization normalization) {
            this.normalization = requireNonNull(normalization, "normalization");
            return this;
        }

        /** Sets the number of samples of a micro-batch, at least 1; default 2. */
        public Builder batchSize(int batchSize) {
            this.batchSize = (int) atLeast("batchSize", batchSize, 1);
            return this;
        }

        /** Sets the number of micro-batches of an update, at least 1; default 16. */
        public Builder accumulation(int microBatches) {
            this.accumulation = (int) atLeast("accumulation", microBatches, 1);
            return this;
        }

        /** Sets the number of updates, at least 1; default 30 000. */
        public Builder updates(long updates) {
            this.updates = atLeast("updates", updates, 1);
            return this;
        }

        /** Sets what all draws derive from; default 2024. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the learning rate and what it is multiplied by; default 3e-5 and the published schedule.
         *
         * @param rate above 0 and finite
         */
        public Builder learningRate(double rate, LearningRate schedule) {
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("learningRate must be above 0 and finite, got " + rate);
            }
            this.learningRate = rate;
            this.schedule = requireNonNull(schedule, "schedule");
            return this;
        }

        /** Sets the optimiser; default {@link Adam#published()}. */
        public Builder optimizer(Adam optimizer) {
            this.optimizer = requireNonNull(optimizer, "optimizer");
            return this;
        }

        /** Sets how long all gradients together may be, above 0; default: no limit. */
        public Builder largestGradientNorm(double norm) {
            if (!(norm > 0)) {
                throw new IllegalArgumentException("largestGradientNorm must be above 0, got " + norm);
            }
            this.largestNorm = norm;
            return this;
        }

        /** Has checkpoints hold a moving average of the weights with a decay in (0, 1); default: the weights. */
        public Builder averaging(double decay) {
            if (!(decay > 0 && decay < 1)) {
                throw new IllegalArgumentException("averaging must be in (0, 1), got " + decay);
            }
            this.averaging = OptionalDouble.of(decay);
            return this;
        }

        /**
         * Sets the noise schedule, what the network says ({@code prediction_type}) and the scheduler of checkpoints; default: {@link
         * Objective#scheduler} of that of the start. To be left out where the autoencoder learns alone. Building refuses all but a {@code
         * DDIMScheduler} that clips nothing ({@code clip_sample} and {@code thresholding} false): predictions would be others than trained.
         */
        public Builder scheduler(SchedulerConfig scheduler) {
            this.scheduler = requireNonNull(scheduler, "scheduler");
            return this;
        }

        /** Sets the arithmetic of networks, {@code fp32} or {@code bf16}; weights and updates are always fp32. Default {@code fp32}. */
        public Builder precision(String precision) {
            this.precision = requireNonNull(precision, "precision");
            return this;
        }

        /** Sets where the training runs, such as {@code cuda:0}; default {@code cpu}. */
        public Builder device(String device) {
            this.device = requireNonNull(device, "device");
            return this;
        }

        /** Sets the number of compute threads, 0 for what the engine decides; default 0. */
        public Builder threads(int threads) {
            this.threads = (int) atLeast("threads", threads, 0);
            return this;
        }

        /**
         * Sets the number of updates between checkpoints, at least 1, and how many are kept, at least 1; default 500 and 2. An old one is deleted at
         * the end, or when the new one has proved itself in an update with a finite loss: until then there is one more.
         */
        public Builder checkpoints(long every, int kept) {
            this.saveEvery = atLeast("every", every, 1);
            this.keptCheckpoints = (int) atLeast("kept", kept, 1);
            return this;
        }

        /** Sets the type of the weights in checkpoints, {@link DType#F32}, or {@link DType#F16}, which holds weights of up to 65504; default F32. */
        public Builder weightType(DType type) {
            if (type != DType.F32 && type != DType.F16) {
                throw new IllegalArgumentException("weightType must be F32 or F16, got " + type);
            }
            this.weightType = type;
            return this;
        }

        /**
         * Keeps the latents of autoencoders that do not learn in a folder; for objectives that have such latents, and samples that are neither
         * cropped nor altered. Default: they are not kept.
         */
        public Builder latentCache(Path folder) {
            this.latentCache = Optional.of(requireNonNull(folder, "folder"));
            return this;
        }

        /**
         * Sets the checkpoint whose autoencoder makes the latents of targets where the autoencoder learns end to end and {@code denoisingWeight} is
         * above 0; its latents are like the start's. Default: the start.
         */
        public Builder teacher(Path checkpoint) {
            this.teacher = Optional.of(requireNonNull(checkpoint, "checkpoint"));
            return this;
        }

        /**
         * Goes on from a checkpoint of a training with the same settings, or from the newest one in a run's directory. The output is the same run, with
         * no newer checkpoints, or holds no checkpoint.
         */
        public Builder resume(Path checkpointOrRun) {
            this.resumed = Optional.of(requireNonNull(checkpointOrRun, "checkpointOrRun"));
            return this;
        }

        /**
         * Judges checkpoints while training; not for {@link dev.marigold.training.objective.Reconstruction}, after which predictions have yet to be
         * learnt, and with one member only where predictions start from zeros, unless {@link #defaultMemberViews} is {@link MemberViews#MIRRORED}. Default: they are not.
         */
        public Builder validation(Validation validation) {
            this.validation = Optional.of(requireNonNull(validation, "validation"));
            return this;
        }

        /**
         * Sets how many denoising steps checkpoints say are best, in [1, 1000]. Default: 1 end to end, which trains for a single one, 4 for {@link
         * dev.marigold.training.objective.Denoising}, else what the start says.
         */
        public Builder defaultSteps(int steps) {
            this.defaultSteps = OptionalInt.of(Ranges.require("defaultSteps", steps, 1, Ranges.MAX_STEPS));
            return this;
        }

        /** Sets which longer edge while processing checkpoints say is best, in [0, 16384], 0 for the picture's own; default: what the start says, else 768. */
        public Builder defaultProcessingResolution(int resolution) {
            this.defaultProcessingResolution =
                    OptionalInt.of(Ranges.require("defaultProcessingResolution", resolution, 0, Ranges.MAX_RESOLUTION));
            return this;
        }

        /**
         * Sets what checkpoints say that the members of an ensemble are to see ({@link dev.marigold.DepthEstimator.Builder#memberViews}): {@link
         * MemberViews#MIRRORED} is worth it where members hardly differ otherwise, as end to end. Default: what the start says.
         */
        public Builder defaultMemberViews(MemberViews views) {
            this.defaultMemberViews = Optional.of(requireNonNull(views, "views"));
            return this;
        }

        /** Sets who watches; default: nobody. */
        public Builder listener(TrainingListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Sets what stops the training. */
        public Builder cancellation(Cancellation cancellation) {
            this.cancellation = requireNonNull(cancellation, "cancellation");
            return this;
        }

        /**
         * Returns the trainer; nothing is opened yet.
         *
         * @throws IllegalArgumentException if there is no data set, no size for one or no whole batch in one, a batch of more numbers than Java can count,
         *     or settings contradict each other
         */
        public Trainer build() {
            return new Trainer(new TrainerSettings(this));
        }

        private static long atLeast(String name, long value, long least) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be >= " + least + ", got " + value);
            }
            return value;
        }
    }
}
