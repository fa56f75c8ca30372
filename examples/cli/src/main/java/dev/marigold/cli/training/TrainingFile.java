package dev.marigold.cli.training;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.training.Trainer;
import dev.marigold.training.Validation;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Objective;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of a training, as {@code marigold train --config} takes them. */
public final class TrainingFile {
    private final Start start;
    private final Trainer.Builder trainer;

    private TrainingFile(Start start, Trainer.Builder trainer) {
        this.start = start;
        this.trainer = trainer;
    }

    /**
     * Reads a file and opens the data sets; nothing is written.
     *
     * @param output of the run
     * @throws IOException if a file cannot be read
     * @throws SettingsException if a key is missing, unknown or has a value that cannot be; names the key and its line
     */
    public static TrainingFile read(Path file, Path output) throws IOException {
        Section root = YamlFile.read(file);
        long seed = root.integer("seed", 2024);
        Section start = root.section("start");
        Section objective = root.section("objective");
        Section training = root.section("training");
        Section samples = root.section("samples");
        List<Section> data = root.sections("data");
        Optional<Section> validation = root.findSection("validation");
        Optional<Path> teacher = root.has("teacher") ? Optional.of(root.file("teacher")) : Optional.empty();
        root.end();

        Objective minimised = ObjectiveSettings.read(objective);
        Start from = StartSettings.read(start, output, seed);
        Trainer.Builder trainer =
                Trainer.builder(from.directory(), minimised, output).seed(seed);
        if (teacher.isPresent()) {
            trainer.teacher(Trainer.newestCheckpoint(teacher.get()).orElse(teacher.get()));
        }
        List<TrainingSize> sizes = SampleSettingsReader.apply(samples, trainer);
        UpdateSettings.apply(training, trainer);
        if (validation.isPresent()) {
            trainer.validation(validation(validation.get()));
        }
        for (Section entry : data) {
            add(entry, trainer);
        }
        SampleSettingsReader.requireMultiples(samples, sizes, from.downscaling());
        return new TrainingFile(from, trainer);
    }

    private static void add(Section section, Trainer.Builder trainer) throws IOException {
        double weight = section.number("weight", 1);
        DepthDataset dataset = DatasetSettings.open(section);
        section.check("weight", () -> trainer.dataset(dataset, weight));
        section.end();
    }

    private static Validation validation(Section section) throws IOException {
        Section data = section.section("data");
        long every = section.integer("every", 500, 1);
        int steps = section.integer("steps", 1, 1, Limits.STEPS);
        int members = section.integer("ensemble-size", 1, 1, Limits.MEMBERS);
        int resolution = section.integer("resolution", 0, 0, Limits.RESOLUTION);
        int previews = section.integer("previews", 4, 0, Integer.MAX_VALUE);
        section.end();
        DepthDataset dataset = DatasetSettings.open(data);
        data.end();
        return new Validation(dataset, every, steps, members, resolution, previews);
    }

    /** Returns the trainer that the file describes, to be completed by the caller. */
    public Trainer.Builder trainer() {
        return trainer;
    }

    /**
     * Makes the checkpoint to start from where the file asks for a new one and the run has none yet.
     *
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if the run has one that was made from other settings
     */
    public void makeStart() throws IOException {
        start.make();
    }
}
