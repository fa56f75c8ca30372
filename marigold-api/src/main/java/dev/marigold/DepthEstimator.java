package dev.marigold;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.image.OutputSize;
import dev.marigold.image.ResampleMode;
import dev.marigold.image.RgbImage;
import dev.marigold.internal.numeric.Ranges;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.Provenance;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.spi.MemoryMode;
import dev.marigold.spi.SchedulerProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Predicts depth from single pictures with a Marigold checkpoint (Ke et al., "Repurposing Diffusion-Based Image Generators for Monocular
 * Depth Estimation", CVPR 2024, <a href="https://arxiv.org/abs/2312.02145">arXiv 2312.02145</a>).
 *
 * <p>Safe for use by several threads; what is common to all requests is set once, in the {@linkplain #builder() builder}. The same
 * picture, settings and seed give the same map, bit by bit, on the same machine and backend.
 */
public interface DepthEstimator extends AutoCloseable {
    /** Returns a builder with the defaults. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Predicts the depth of a picture; equal to {@code estimate(DepthRequest.of(image))}.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    default DepthPrediction estimate(RgbImage image) {
        return estimate(DepthRequest.of(image));
    }

    /**
     * Predicts the depth of a picture. The initial noise of all members is one draw, and the noise of each step too, so the prediction
     * does not depend on the batch size.
     *
     * @throws IllegalArgumentException if the request's latents or steps do not fit the picture or the checkpoint
     * @throws IllegalStateException after {@link #close()}
     * @throws dev.marigold.error.CancelledException if the request's cancellation fires or its thread is interrupted; noticed before
     *     every network evaluation
     * @throws dev.marigold.error.InferenceException if a network cannot be evaluated, or a plugin returns what is not a result
     * @throws dev.marigold.error.InvalidImageException if one edge of the picture is too short for the processing resolution
     */
    DepthPrediction estimate(DepthRequest request);

    /**
     * Computes the members of an ensemble without merging them, to merge them in several ways, or to look at them. Throws what {@link
     * #estimate(DepthRequest)} throws.
     *
     * @throws UnsupportedOperationException if this estimator has no members to show; those that a builder makes have
     */
    default DepthMembers members(DepthRequest request) {
        throw new UnsupportedOperationException("This estimator has no members to show, got " + getClass());
    }

    /**
     * Returns how the prediction of a request comes about that sets nothing but its picture. The seed is empty where such a request starts from
     * zeros, also if the scheduler draws in its steps, which the provenance of a prediction tells.
     *
     * @throws UnsupportedOperationException if this estimator does not tell; those that a builder makes do
     */
    default Provenance defaults() {
        throw new UnsupportedOperationException("This estimator does not tell its defaults, got " + getClass());
    }

    /** Returns the checkpoint. */
    Checkpoint checkpoint();

    /** Returns how long {@link Builder#build()} took to find the checkpoint and open its networks. */
    Duration loadTime();

    /**
     * Releases the networks. Waits for the requests that are running; cancel them to wait less. Closing twice has no effect.
     *
     * @throws IllegalStateException if a listener of a running request calls it
     */
    @Override
    void close();

    /** Collects what is common to all requests. Setters may be called in any order. Not thread-safe. */
    final class Builder {
        private final EstimatorSettings settings = new EstimatorSettings();

        private Builder() {}

        /**
         * Names the checkpoint.
         *
         * @param reference a directory in the diffusers layout, {@code hf:owner/name}, {@code hf:owner/name@revision},
         *     {@code classpath:folder}, or a scheme that a plugin serves; default: the bundled checkpoint
         */
        public Builder checkpoint(String reference) {
            settings.checkpoint = CheckpointChoice.reference(requireNonNull(reference, "reference"));
            return this;
        }

        /** Sets the directory of the checkpoint, in the diffusers layout. */
        public Builder checkpoint(Path directory) {
            settings.checkpoint = CheckpointChoice.directory(requireNonNull(directory, "directory"));
            return this;
        }

        /** Sets a checkpoint that is open already. */
        public Builder checkpoint(Checkpoint checkpoint) {
            settings.checkpoint = CheckpointChoice.opened(requireNonNull(checkpoint, "checkpoint"));
            return this;
        }

        /** Sets which of the stored precisions of the weights to use; default {@link WeightVariant#ANY}. */
        public Builder variant(WeightVariant variant) {
            settings.variant = requireNonNull(variant, "variant");
            return this;
        }

        /**
         * Names the backend; default: the one that is there.
         *
         * @throws IllegalArgumentException if {@code id} is not {@code [a-z][a-z0-9-]*}
         */
        public Builder backend(String id) {
            settings.backend = Choice.named("backend", id);
            return this;
        }

        /**
         * Sets the backend.
         *
         * @throws IllegalArgumentException if its id is not {@code [a-z][a-z0-9-]*}
         */
        public Builder backend(DiffusionBackendProvider provider) {
            settings.backend = Choice.given(provider, DiffusionBackendProvider::id);
            return this;
        }

        /**
         * Names the scheduler; default: the one for the class that the checkpoint names.
         *
         * @throws IllegalArgumentException if {@code id} is not {@code [a-z][a-z0-9-]*}
         */
        public Builder scheduler(String id) {
            settings.scheduler = Choice.named("scheduler", id);
            return this;
        }

        /**
         * Sets the scheduler.
         *
         * @throws IllegalArgumentException if its id is not {@code [a-z][a-z0-9-]*}
         */
        public Builder scheduler(SchedulerProvider provider) {
            settings.scheduler = Choice.given(provider, SchedulerProvider::id);
            return this;
        }

        /**
         * Sets a key of the scheduler's configuration in place of the checkpoint's, such as {@code timestep_spacing} to
         * {@code "trailing"}. Building refuses a key that neither the scheduler reads nor the checkpoint has.
         *
         * @param value a {@link Boolean}, {@link Number}, {@link String} or {@link java.util.List}
         * @throws IllegalArgumentException if {@code value} is of another type
         */
        public Builder schedulerOption(String key, Object value) {
            settings.schedulerOption(requireNonNull(key, "key"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Names the ensembler; default {@code least-squares}.
         *
         * @throws IllegalArgumentException if {@code id} is not {@code [a-z][a-z0-9-]*}
         */
        public Builder ensembler(String id) {
            settings.ensembler = Choice.named("ensembler", id);
            return this;
        }

        /**
         * Sets the ensembler.
         *
         * @throws IllegalArgumentException if its id is not {@code [a-z][a-z0-9-]*}
         */
        public Builder ensembler(EnsemblerProvider provider) {
            settings.ensembler = Choice.given(provider, EnsemblerProvider::id);
            return this;
        }

        /**
         * Sets the number of denoising steps.
         *
         * @param steps in [1, 1000]; default: the checkpoint's
         * @throws IllegalArgumentException if {@code steps} is outside its range
         */
        public Builder steps(int steps) {
            settings.steps = Ranges.steps(steps);
            return this;
        }

        /**
         * Sets how many predictions are aligned and merged.
         *
         * @param ensembleSize in [1, 64]; default 1
         * @throws IllegalArgumentException if {@code ensembleSize} is outside its range
         */
        public Builder ensembleSize(int ensembleSize) {
            settings.ensembleSize = Ranges.ensembleSize(ensembleSize);
            return this;
        }

        /**
         * Sets what the members of an ensemble see of the picture. {@link MemberViews#MIRRORED} makes members differ that start from zeros, or whose
         * network looks past its noise, and costs one more evaluation of the encoder; diffusers has none of it. Of no effect on a single member.
         *
         * @param memberViews default: what the checkpoint names, {@link MemberViews#SAME} for all published ones
         */
        public Builder memberViews(MemberViews memberViews) {
            settings.memberViews = requireNonNull(memberViews, "memberViews");
            return this;
        }

        /**
         * Sets how many members a network evaluation processes. Costs memory; does not change the prediction beyond the rounding of
         * the backend.
         *
         * @param batchSize in [1, 64]; default 1
         * @throws IllegalArgumentException if {@code batchSize} is outside its range
         */
        public Builder batchSize(int batchSize) {
            settings.batchSize = Ranges.require("batchSize", batchSize, 1, Ranges.MAX_BATCH_SIZE);
            return this;
        }

        /**
         * Sets the longer edge of the picture while it is processed, in pixels.
         *
         * @param processingResolution in [0, 16384], 0 for the picture's own size; need not be a multiple of the autoencoder's
         *     downscaling, edges are padded; default: the checkpoint's
         * @throws IllegalArgumentException if {@code processingResolution} is outside its range
         */
        public Builder processingResolution(int processingResolution) {
            settings.processingResolution =
                    Ranges.require("processingResolution", processingResolution, 0, Ranges.MAX_RESOLUTION);
            return this;
        }

        /** Sets how pictures are resized; default {@link ResampleMode#BILINEAR}. */
        public Builder inputResampling(ResampleMode mode) {
            settings.inputResampling = requireNonNull(mode, "mode");
            return this;
        }

        /** Sets how maps are resized; default {@link ResampleMode#BILINEAR}. */
        public Builder outputResampling(ResampleMode mode) {
            settings.outputResampling = requireNonNull(mode, "mode");
            return this;
        }

        /** Sets the size of the maps; default {@link OutputSize#INPUT}. */
        public Builder outputSize(OutputSize outputSize) {
            settings.outputSize = requireNonNull(outputSize, "outputSize");
            return this;
        }

        /**
         * Sets the seed of all random numbers; default 2024. As in PyTorch, its low 32 bits count. Named, it makes a checkpoint that starts from zeros
         * start from noise.
         */
        public Builder seed(long seed) {
            settings.seed = seed;
            return this;
        }

        /**
         * Sets the number of compute threads.
         *
         * @param threads in [0, 1024]; default 0, which leaves it to the engine
         * @throws IllegalArgumentException if {@code threads} is outside its range
         */
        public Builder threads(int threads) {
            settings.backendOptions.threads(threads);
            return this;
        }

        /** Sets what the backend should save; default {@link MemoryMode#DEFAULT}. */
        public Builder memoryMode(MemoryMode memoryMode) {
            settings.backendOptions.memoryMode(memoryMode);
            return this;
        }

        /** Sets where to run: {@code cpu}, the default, or a name the backend documents. */
        public Builder device(String device) {
            settings.backendOptions.device(device);
            return this;
        }

        /** Sets the arithmetic: {@code fp32}, the default, or a name the backend documents. */
        public Builder precision(String precision) {
            settings.backendOptions.precision(precision);
            return this;
        }

        /** Sets an option that one backend alone knows. */
        public Builder backendProperty(String name, String value) {
            settings.backendOptions.property(name, value);
            return this;
        }

        /**
         * Sets where plugins and class-path checkpoints are looked for; default: the context class loader of the building thread, or the one of
         * this library where that does not see this library.
         */
        public Builder classLoader(ClassLoader classLoader) {
            settings.classLoader = requireNonNull(classLoader, "classLoader");
            return this;
        }

        /** Sets the receiver of progress, of {@link #build()} and of requests that name no other; default: none. */
        public Builder progress(ProgressListener progress) {
            settings.progress = requireNonNull(progress, "progress");
            return this;
        }

        /**
         * Sets what stops {@link #build()} from another thread; default: only the interruption of its thread does. Requests have their own. A
         * cancellation that fired stops every later building, too.
         */
        public Builder cancellation(Cancellation cancellation) {
            settings.cancellation = requireNonNull(cancellation, "cancellation");
            return this;
        }

        /**
         * Opens the checkpoint and its networks. The estimator owns the backend; the builder stays usable.
         *
         * @throws dev.marigold.error.CancelledException if the cancellation fires or the thread is interrupted, whose status is kept: noticed
         *     while a checkpoint is fetched, and before and after the backend opens its networks
         * @throws IOException if a file of the checkpoint cannot be read
         * @throws IllegalArgumentException if settings contradict each other or the checkpoint
         * @throws dev.marigold.error.DownloadException if a remote host does not deliver the checkpoint
         * @throws dev.marigold.error.InferenceException if a scheduler of somebody else's has no usable timesteps
         * @throws dev.marigold.error.ModelLoadException if the checkpoint is damaged, unknown, or does not predict depth
         * @throws dev.marigold.error.ProviderUnavailableException if a plugin is missing, there twice, or the backend is not named where
         *     there are several, or has not what an option asks for
         */
        public DepthEstimator build() throws IOException {
            return PipelineDepthEstimator.open(settings);
        }
    }
}
