package dev.marigold.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.prediction.MemberViews;
import dev.marigold.progress.Cancellation;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DeviceName;
import dev.marigold.training.batch.BatchSource.SampleSettings;
import dev.marigold.training.batch.WeightedDataset;
import dev.marigold.training.loop.TrainingLoop.Accumulation;
import dev.marigold.training.objective.Alignment;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The settings of a training, checked as far as they can be without opening anything. */
final class TrainerSettings {
    private static final int DIGITS = 16;
    private static final int DENOISING_STEPS = 4;

    final Path start;
    final Objective objective;
    final Path output;
    final List<WeightedDataset> datasets;
    final SampleSettings samples;
    final int batchSize;
    final Accumulation accumulation;
    final long updates;
    final long seed;
    final double learningRate;
    final LearningRate schedule;
    final Adam optimizer;
    final OptionalDouble averaging;
    final Optional<SchedulerConfig> scheduler;
    final BackendOptions engine;
    final long saveEvery;
    final int keptCheckpoints;
    final DType weightType;
    final Optional<Path> latentCache;
    final Optional<Path> teacher;
    final Optional<Path> resumed;
    final Optional<Validation> validation;
    final OptionalInt defaultSteps;
    final OptionalInt defaultProcessingResolution;
    final Optional<MemberViews> defaultMemberViews;
    final TrainingListener listener;
    final Cancellation cancellation;

    TrainerSettings(Trainer.Builder builder) {
        start = builder.start;
        objective = builder.objective;
        output = builder.output;
        datasets = builder.datasets.stream()
                .map(entry -> entry.orSizes(builder.sizes))
                .toList();
        samples = new SampleSettings(builder.geometry, builder.photometric, builder.normalization);
        batchSize = builder.batchSize;
        accumulation = new Accumulation(builder.accumulation, builder.largestNorm);
        updates = builder.updates;
        seed = builder.seed;
        learningRate = builder.learningRate;
        schedule = builder.schedule;
        optimizer = builder.optimizer;
        averaging = builder.averaging;
        scheduler = Optional.ofNullable(builder.scheduler);
        engine = BackendOptions.builder()
                .precision(builder.precision)
                .device(builder.device)
                .threads(builder.threads)
                .build();
        saveEvery = builder.saveEvery;
        keptCheckpoints = builder.keptCheckpoints;
        weightType = builder.weightType;
        latentCache = builder.latentCache;
        teacher = builder.teacher;
        resumed = builder.resumed;
        validation = builder.validation;
        defaultSteps = builder.defaultSteps.isPresent() ? builder.defaultSteps : steps(objective);
        defaultProcessingResolution = builder.defaultProcessingResolution;
        defaultMemberViews = builder.defaultMemberViews;
        listener = builder.listener;
        cancellation = builder.cancellation;
        check();
    }

    /** Returns the steps that a checkpoint is trained for; empty where the objective has nothing to do with steps. */
    private static OptionalInt steps(Objective objective) {
        if (objective instanceof EndToEnd) {
            return OptionalInt.of(1);
        }
        return objective instanceof Denoising ? OptionalInt.of(DENOISING_STEPS) : OptionalInt.empty();
    }

    private void check() {
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("dataset must be given at least once, got none");
        }
        for (WeightedDataset entry : datasets) {
            if (entry.sizes().isEmpty()) {
                throw new IllegalArgumentException("sizes must be given for all data sets or for data set '"
                        + entry.dataset().name() + "', got none");
            }
            entry.requireBatch(batchSize);
        }
        if (latentCache.isPresent() && !samples.isRepeatable()) {
            throw new IllegalArgumentException(
                    "latentCache must be left out where samples are cropped or altered: no latent would come twice");
        }
        if (latentCache.isPresent() && !encodesFrozen()) {
            throw new IllegalArgumentException("latentCache must be left out unless an autoencoder that does not learn"
                    + " makes latents: here none would be kept");
        }
        if (teacher.isPresent() && !(learnsEndToEnd() && encodesFrozen())) {
            throw new IllegalArgumentException("teacher must be left out unless the autoencoder learns end to end and"
                    + " denoisingWeight is above 0: it would have no effect");
        }
        scheduler.ifPresent(this::check);
        if (objective instanceof EndToEnd endToEnd
                && endToEnd.alignment() == Alignment.BOUNDED
                && samples.normalization().range().isPresent()) {
            throw new IllegalArgumentException(
                    "alignment must be left out where targets are metres: predictions are compared as they are");
        }
        validation.ifPresent(this::check);
    }

    private void check(SchedulerConfig given) {
        if (objective instanceof Reconstruction) {
            throw autoencoderAlone("scheduler");
        }
        if (!given.className().equals("DDIMScheduler")) {
            throw new IllegalArgumentException(
                    "scheduler must be a DDIMScheduler, the one that checkpoints are validated with, got "
                            + given.className());
        }
        requireFalse("clip_sample", given.flag("clip_sample", true));
        requireFalse("thresholding", given.flag("thresholding", false));
        if (objective instanceof EndToEnd) {
            requireOneStep(given.text("timestep_spacing", "leading"), given.flag("set_alpha_to_one", true));
        }
    }

    /** What is trained end to end is one step from the last timestep to the sample itself. */
    private static void requireOneStep(String spacing, boolean endsAtSample) {
        if (!spacing.equals("trailing") || !endsAtSample) {
            throw new IllegalArgumentException("scheduler must say timestep_spacing trailing and set_alpha_to_one true,"
                    + " the one step that is trained end to end, got " + spacing + " and " + endsAtSample);
        }
    }

    private static void requireFalse(String key, boolean clips) {
        if (clips) {
            throw new IllegalArgumentException(
                    "scheduler must say " + key + " false: nothing is clipped in training, and predictions would be");
        }
    }

    private void check(Validation given) {
        if (objective instanceof Reconstruction) {
            throw autoencoderAlone("validation");
        }
        boolean fromZeros = objective instanceof EndToEnd endToEnd && endToEnd.start() == StartLatent.ZEROS;
        if (fromZeros && given.ensembleSize() > 1 && defaultMemberViews.orElse(MemberViews.SAME) == MemberViews.SAME) {
            throw new IllegalArgumentException("ensembleSize of validation must be 1 where predictions start from"
                    + " zeros, since all members would be the same unless they are mirrored, got "
                    + given.ensembleSize());
        }
    }

    private static IllegalArgumentException autoencoderAlone(String setting) {
        return new IllegalArgumentException(setting + " must be left out where the autoencoder learns alone: the"
                + " network that predicts depth stays as it is");
    }

    private boolean learnsEndToEnd() {
        return objective instanceof EndToEnd endToEnd && endToEnd.autoencoder() == AutoencoderRole.TRAINED;
    }

    /** Tells whether the objective needs latents of an autoencoder that does not learn. */
    private boolean encodesFrozen() {
        if (objective instanceof EndToEnd endToEnd) {
            return endToEnd.autoencoder() == AutoencoderRole.FROZEN || endToEnd.denoisingWeight() > 0;
        }
        return objective instanceof Denoising;
    }

    SchedulerConfig scheduler(Checkpoint checkpoint) {
        return scheduler.orElseGet(() -> objective.scheduler(checkpoint.scheduler()));
    }

    /**
     * Returns what decides on the outcome, by key; not where things are, and not how long the training is.
     *
     * @throws IOException if weights cannot be read
     */
    Map<String, String> deciding(Checkpoint checkpoint, Checkpoint targets) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("frozen networks", frozen(checkpoint, targets));
        settings.put("objective", objective.toString());
        settings.put("geometry", samples.geometry().toString());
        settings.put("photometric", samples.photometric().toString());
        settings.put("normalization", samples.normalization().toString());
        settings.put("batchSize", Integer.toString(batchSize));
        settings.put("accumulation", Integer.toString(accumulation.microBatches()));
        settings.put("largestGradientNorm", Double.toString(accumulation.largestNorm()));
        settings.put("seed", Long.toString(seed));
        settings.put("learningRate", learningRate + " " + schedule.description());
        settings.put("optimizer", optimizer.toString());
        settings.put("averaging", averaging.toString());
        settings.put("precision", engine.precision());
        settings.put("device", DeviceName.of(engine.device()).kind());
        // Rounding depends on how many pictures are encoded at a time.
        settings.put("latents", latentCache.isPresent() ? "encoded one by one, for the cache" : "encoded by batch");
        settings.put("scheduler", describe(scheduler(checkpoint)));
        settings.put("unet", checkpoint.unet().toString());
        settings.put("autoencoder", checkpoint.autoencoder().toString());
        for (int i = 0; i < datasets.size(); i++) {
            settings.put("dataset." + i, describe(datasets.get(i)));
            settings.put("sizes of dataset." + i, datasets.get(i).sizes().toString());
        }
        return settings;
    }

    private String frozen(Checkpoint checkpoint, Checkpoint targets) throws IOException {
        if (objective instanceof Reconstruction) {
            return FrozenDigest.besideAutoencoder(checkpoint);
        }
        return FrozenDigest.of(checkpoint, encodesFrozen() ? Optional.of(targets) : Optional.empty());
    }

    /** The order of keys says nothing, and is another in every process for some maps. */
    private static String describe(SchedulerConfig scheduler) {
        return scheduler.className() + new TreeMap<>(scheduler.values());
    }

    private static String describe(WeightedDataset entry) {
        DepthDataset dataset = entry.dataset();
        Hasher ids = Hashing.sha256().newHasher();
        for (int i = 0; i < dataset.size(); i++) {
            ids.putUnencodedChars(dataset.sample(i).id()).putChar('\n');
        }
        return dataset.size() + " samples with identifiers "
                + ids.hash().toString().substring(0, DIGITS) + " " + new TreeMap<>(dataset.settings()) + ", "
                + dataset.range() + ", weight "
                + entry.weight();
    }
}
