package dev.marigold.cli.training;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.djl.DjlBackendProvider;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.BackendOptions;
import dev.marigold.training.Trainer;
import dev.marigold.training.Validation;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of a training, as {@code marigold train --config} takes them. */
final class TrainingFile {
    private final Start start;
    private final BackendOptions engine;
    private final Trainer.Builder trainer;

    private TrainingFile(Start start, BackendOptions engine, Trainer.Builder trainer) {
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
        Section objective = root.section("objective");
        Section training = root.section("training");
        Section samples = root.section("samples");
        List<Section> data = root.sections("data");
        Optional<Section> validation = root.findSection("validation");

        Objective minimised = ObjectiveSettings.read(objective);
        Start from = StartSettings.read(start, output, seed, progress);
        Trainer.Builder trainer =
                Trainer.builder(from.directory(), minimised, output).seed(seed);
        if (!(minimised instanceof Reconstruction)) {
            trainer.scheduler(DiffusionSettings.read(objective, from.scheduler()));
        }
        SampleSettingsReader.apply(samples, trainer);
        UpdateSettings.apply(training, trainer);
        if (validation.isPresent()) {
            trainer.validation(validation(validation.get()));
        }
        for (Section entry : data) {
            DepthDataset dataset = DatasetSettings.open(entry, "weight", "sizes");
            Section sized = entry.has("sizes") ? entry : samples;
            List<TrainingSize> sizes =
                    SampleSettingsReader.sizes(sized, minimised, from.autoencoder().downscaling());
            double weight = entry.number("weight", 1);
            entry.check("weight", () -> trainer.dataset(dataset, weight, sizes));
            UpdateSettings.requireBatch(training, dataset);
        }
        UpdateSettings.applyCache(training, trainer);
        if (root.has("teacher")) {
            applyTeacher(root, from, trainer, progress);
        }
        return new TrainingFile(from, UpdateSettings.engine(training), trainer);
    }

    /** Comes last: whether the others have a use for a teacher is for the trainer to say. */
    private static void applyTeacher(Section root, Start start, Trainer.Builder trainer, ProgressListener progress)
            throws IOException {
        Path teacher = CheckpointKey.depth(root, "teacher", progress);
        String needed = latents(start.autoencoder());
        String given = latents(Checkpoint.open(teacher).autoencoder());
        root.check("teacher", () -> {
            if (!given.equals(needed)) {
                throw new IllegalArgumentException("must have latents like the start's, " + needed + ", got " + given);
            }
            return trainer.teacher(teacher).build();
        });
    }

    private static String latents(AutoencoderConfig autoencoder) {
        return autoencoder.latentChannels() + " channels and edges divided by " + autoencoder.downscaling();
    }

    private static Validation validation(Section section) throws IOException {
        section.keys("data", "every", "steps", "ensemble-size", "resolution", "previews");
        Section data = section.section("data");
        long every = section.integer("every", 500, 1);
        int steps = section.integer("steps", 1, 1, Limits.STEPS);
        int members = section.integer("ensemble-size", 1, 1, Limits.MEMBERS);
        int resolution = section.integer("resolution", 0, 0, Limits.RESOLUTION);
        int previews = section.integer("previews", 4, 0, Integer.MAX_VALUE);
        return Validation.builder(DatasetSettings.open(data))
                .every(every)
                .steps(steps)
                .ensembleSize(members)
                .processingResolution(resolution)
                .previews(previews)
                .build();
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
