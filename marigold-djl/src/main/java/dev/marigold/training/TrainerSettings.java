package dev.marigold.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.progress.Cancellation;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.data.BatchSource.SampleSettings;
import dev.marigold.training.data.WeightedDataset;
import dev.marigold.training.loop.TrainingLoop.Accumulation;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The settings of a training, checked as far as they can be without opening anything. */
final class TrainerSettings {
    private static final int DIGITS = 16;

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
    final int defaultSteps;
    final int defaultProcessingResolution;
    final TrainingListener listener;
    final Cancellation cancellation;

    TrainerSettings(Trainer.Builder builder) {
        start = builder.start;
        objective = builder.objective;
        output = builder.output;
        datasets = List.copyOf(builder.datasets);
        samples = new SampleSettings(builder.sizes, builder.geometry, builder.photometric, builder.normalization);
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
        defaultSteps = builder.defaultSteps;
        defaultProcessingResolution = builder.defaultProcessingResolution;
        listener = builder.listener;
        cancellation = builder.cancellation;
        check();
    }

    private void check() {
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("dataset must be given at least once, got none");
        }
        if (latentCache.isPresent() && !samples.isRepeatable()) {
            throw new IllegalArgumentException(
                    "latentCache must be left out where samples are cropped or altered: no latent would come twice");
        }
        boolean learns = objective instanceof EndToEnd endToEnd && endToEnd.autoencoder() == AutoencoderRole.TRAINED;
        if (teacher.isPresent() && !learns) {
            throw new IllegalArgumentException("teacher must be left out unless the autoencoder learns end to end");
        }
    }

    /** Checks what depends on the checkpoint. */
    void requireFitting(Checkpoint checkpoint) {
        if (checkpoint.targets() > 1) {
            throw new IllegalArgumentException("start must be a checkpoint that predicts one picture, got "
                    + checkpoint.targets() + " targets in " + checkpoint.directory());
        }
        requireSignal(checkpoint);
        int factor = checkpoint.autoencoder().downscaling();
        samples.sizes().forEach(size -> size.requireMultipleOf(factor));
    }

    /** At a timestep without signal a network that predicts noise says nothing about the sample. */
    private void requireSignal(Checkpoint checkpoint) {
        SchedulerConfig config = scheduler(checkpoint);
        NoiseSchedule schedule = NoiseSchedule.of(config);
        boolean ends = schedule.level(schedule.trainTimesteps() - 1).signal() == 0;
        if (!(objective instanceof Reconstruction) && ends && PredictionType.of(config) == PredictionType.EPSILON) {
            throw new IllegalArgumentException(
                    "scheduler must have prediction_type v_prediction or sample where it ends"
                            + " without signal (rescale_betas_zero_snr), got epsilon");
        }
    }

    SchedulerConfig scheduler(Checkpoint checkpoint) {
        if (scheduler.isPresent()) {
            return scheduler.get();
        }
        return SchedulerConfig.of("DDIMScheduler", checkpoint.scheduler().values())
                .with("rescale_betas_zero_snr", true)
                .with("timestep_spacing", "trailing");
    }

    /**
     * Returns what decides on the outcome, by key; not where things are, and not how long the training is.
     *
     * @throws IOException if weights cannot be read
     */
    Map<String, String> deciding(Checkpoint checkpoint, Checkpoint targets) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("frozen networks", FrozenDigest.of(objective, checkpoint, targets));
        settings.put("objective", objective.toString());
        settings.put("sizes", samples.sizes().toString());
        settings.put("geometry", samples.geometry().toString());
        settings.put("photometric", samples.photometric().toString());
        settings.put("normalization", samples.normalization().toString());
        settings.put("batchSize", Integer.toString(batchSize));
        settings.put("accumulation", accumulation.toString());
        settings.put("seed", Long.toString(seed));
        settings.put("learningRate", learningRate + " " + schedule);
        settings.put("optimizer", optimizer.toString());
        settings.put("averaging", averaging.toString());
        settings.put("precision", engine.precision());
        settings.put("scheduler", scheduler(checkpoint).toString());
        settings.put("unet", checkpoint.unet().toString());
        settings.put("autoencoder", checkpoint.autoencoder().toString());
        for (int i = 0; i < datasets.size(); i++) {
            settings.put("dataset." + i, describe(datasets.get(i)));
        }
        return settings;
    }

    private static String describe(WeightedDataset entry) {
        DepthDataset dataset = entry.dataset();
        Hasher ids = Hashing.sha256().newHasher();
        for (int i = 0; i < dataset.size(); i++) {
            ids.putUnencodedChars(dataset.sample(i).id()).putChar('\n');
        }
        return dataset.name() + ", " + dataset.size() + " samples with identifiers "
                + ids.hash().toString().substring(0, DIGITS) + " " + new TreeMap<>(dataset.settings()) + ", weight "
                + entry.weight();
    }
}
