package dev.marigold.cli.training;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.Trainer;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The settings of a training, as {@code marigold train --config} takes them, with the data sets that they name. */
final class TrainingFile implements Closeable {
    private final OpenData data;
    private final Start start;
    private final BackendOptions engine;
    private final Trainer.Builder trainer;

    private TrainingFile(OpenData data, Start start, BackendOptions engine, Trainer.Builder trainer) {
        this.data = data;
        this.start = start;
        this.engine = engine;
        this.trainer = trainer;
    }

    /**
     * Reads a file, opens the data sets, and fetches checkpoints that are not on this machine; nothing is written to the run.
     *
     * @param output of the run
     * @param progress shows how checkpoints are fetched
     * @throws IOException if a file cannot be read
     * @throws dev.marigold.cli.console.UsageException if a key is missing, unknown or has a value that cannot be; names the key and its line
     */
    static TrainingFile read(Path file, Path output, ProgressListener progress) throws IOException {
        Section root = YamlFile.read(file);
        root.keys("seed", "teacher", "start", "objective", "data", "samples", "training", "validation");
        long seed = root.integer("seed", 2024);
        Section start = root.section("start");
        StartSettings.check(start);
        Objective objective = ObjectiveSettings.read(root.section("objective"));
        // Before anything is fetched: a checkpoint may have gigabytes.
        Trainer.Builder rehearsed = Trainer.builder(output, objective, output);
        applyTo(rehearsed, root);
        OpenData data = OpenData.open(root);
        try {
            rehearse(root, data, rehearsed);
            Start from = StartSettings.read(start, output, seed, progress);
            Trainer.Builder trainer =
                    Trainer.builder(from.directory(), objective, output).seed(seed);
            data.requireSizes(objective, from.autoencoder().downscaling());
            applyTo(trainer, root);
            data.addTraining(trainer);
            data.addValidation(trainer);
            UpdateSettings.applyCache(root.section("training"), trainer);
            if (!(objective instanceof Reconstruction)) {
                trainer.scheduler(
                        DiffusionSettings.read(root.section("objective"), objective.scheduler(from.scheduler())));
            }
            if (root.has("teacher")) {
                applyTeacher(root, from, trainer, progress);
            }
            return new TrainingFile(data, from, UpdateSettings.engine(root.section("training")), trainer);
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /**
     * Refuses whatever can be refused without the checkpoint to start from.
     *
     * @param trainer of no other use; has everything but the data
     */
    private static void rehearse(Section root, OpenData data, Trainer.Builder trainer) {
        data.addTraining(trainer);
        requireAlignable(root);
        data.addValidation(trainer);
        UpdateSettings.applyCache(root.section("training"), trainer);
        if (root.has("teacher")) {
            root.check("teacher", () -> trainer.teacher(Path.of("teacher")).build());
        }
    }

    private static void requireAlignable(Section root) {
        Section objective = root.section("objective");
        if (objective.has(ObjectiveSettings.ALIGNMENT) && SampleSettingsReader.areMetres(root.section("samples"))) {
            objective.check(ObjectiveSettings.ALIGNMENT, () -> {
                throw new IllegalArgumentException(
                        "must be left out where targets are metres: predictions are compared as they are");
            });
        }
    }

    private static void applyTo(Trainer.Builder trainer, Section root) {
        SampleSettingsReader.apply(root.section("samples"), trainer);
        UpdateSettings.apply(root.section("training"), trainer);
    }

    private static void applyTeacher(Section root, Start start, Trainer.Builder trainer, ProgressListener progress)
            throws IOException {
        Path teacher = CheckpointKey.depth(root, "teacher", progress);
        String needed = latents(start.autoencoder());
        String given = latents(Checkpoint.open(teacher).autoencoder());
        root.check("teacher", () -> {
            if (!given.equals(needed)) {
                throw new IllegalArgumentException("must have latents like the start's, " + needed + ", got " + given);
            }
            return trainer.teacher(teacher);
        });
    }

    private static String latents(AutoencoderConfig autoencoder) {
        return autoencoder.latentChannels() + " channels and edges divided by " + autoencoder.downscaling();
    }

    @Override
    public void close() throws IOException {
        data.close();
    }

    /** Returns the trainer that the file describes, to be completed by the caller. */
    Trainer.Builder trainer() {
        return trainer;
    }

    /**
     * Makes the checkpoint to start from where the file asks for a new one and the run has none yet, and PyTorch is there to train it.
     *
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if the run has one that was made from other settings
     * @throws dev.marigold.error.ProviderUnavailableException if PyTorch does not start or lacks the device here
     */
    void makeStart() throws IOException {
        new DjlBackendProvider().check(engine);
        start.make();
    }
}
