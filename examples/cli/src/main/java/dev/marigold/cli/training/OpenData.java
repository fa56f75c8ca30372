package dev.marigold.cli.training;

import com.google.common.io.Closer;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.training.Trainer;
import dev.marigold.training.Validation;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Objective;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data sets that a file of settings names, opened.
 *
 * @param root the whole file
 * @param training what is trained on, at least one
 * @param validation null if checkpoints are not judged
 */
record OpenData(
        Section root, List<Entry> training, @Nullable Validation validation) implements Closeable {
    /**
     * Opens all of them.
     *
     * @throws IOException if a file cannot be read
     */
    static OpenData open(Section root) throws IOException {
        Optional<Section> judging = root.findSection("validation");
        Validation validation = judging.isPresent() ? ValidationSettings.read(judging.get()) : null;
        List<Entry> training = new ArrayList<>();
        OpenData opened = new OpenData(root, Collections.unmodifiableList(training), validation);
        try {
            for (Section section : root.sections("data")) {
                Entry entry = Entry.open(section, root.section("samples"));
                training.add(entry);
                UpdateSettings.requireBatch(root.section("training"), entry.dataset());
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (Closer all = Closer.create()) {
            training.forEach(entry -> all.register(entry.dataset()::close));
            if (validation != null) {
                all.register(validation.dataset()::close);
            }
        }
    }

    /** Hands those on that are trained on. */
    void addTraining(Trainer.Builder trainer) {
        training.forEach(entry -> entry.addTo(trainer));
    }

    /** Hands on what checkpoints are judged by. Comes after what is trained on. */
    void addValidation(Trainer.Builder trainer) {
        Optional.ofNullable(validation)
                .ifPresent(given ->
                        root.check("validation", () -> trainer.validation(given).build()));
    }

    /**
     * Refuses sizes that do not suit the checkpoint to start from.
     *
     * @param factor of its autoencoder
     */
    void requireSizes(Objective objective, int factor) {
        for (Entry entry : training) {
            entry.sized().check("sizes", () -> {
                entry.sizes().forEach(size -> objective.requireSize(size, factor));
                return entry;
            });
        }
    }

    /**
     * A data set to train on.
     *
     * @param section what the file says of it
     * @param sized the section that names its sizes
     */
    record Entry(Section section, Section sized, DepthDataset dataset, List<TrainingSize> sizes) {
        private static Entry open(Section section, Section samples) throws IOException {
            DepthDataset dataset = DatasetSettings.open(section, "weight", "sizes");
            Section sized = section.has("sizes") ? section : samples;
            return new Entry(section, sized, dataset, SampleSettingsReader.sizes(sized));
        }

        private void addTo(Trainer.Builder trainer) {
            section.number("weight", 1, weight -> trainer.dataset(dataset, weight, sizes));
        }
    }
}
