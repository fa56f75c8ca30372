package dev.marigold.training;

import com.google.common.collect.Sets;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.training.loop.LatentCache;
import dev.marigold.training.loop.LearningState;
import dev.marigold.training.loop.StartWeights;
import dev.marigold.training.state.CheckpointFolder;
import dev.marigold.training.state.Progress;
import dev.marigold.training.state.SavedTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a training begins or goes on with, checked against its settings.
 *
 * @param settings of the training
 * @param start the checkpoint it was begun from
 * @param teacher whose autoencoder makes the latents of targets
 * @param deciding what decides on the outcome, by key
 * @param saved what an earlier part of it has left; empty at the beginning
 */
record TrainingOrigin(
        TrainerSettings settings,
        Checkpoint start,
        Checkpoint teacher,
        Map<String, String> deciding,
        Optional<SavedTraining> saved) {
    /**
     * Opens the checkpoints that the settings name, and tidies up the output.
     *
     * @throws IOException if a checkpoint cannot be read
     * @throws IllegalArgumentException if a setting does not fit the checkpoint, the output or the training to be resumed
     */
    static TrainingOrigin of(TrainerSettings settings) throws IOException {
        Checkpoint start = Checkpoint.open(settings.start);
        settings.requireFitting(start);
        Optional<Path> present = new CheckpointFolder(settings.output, settings.keptCheckpoints).recover();
        if (present.isPresent() && settings.resumed.isEmpty()) {
            throw new IllegalArgumentException("output " + settings.output
                    + " must hold no checkpoint unless the training is resumed, got "
                    + present.get().getFileName());
        }
        Checkpoint teacher = settings.teacher.isPresent() ? Checkpoint.open(settings.teacher.get()) : start;
        Map<String, String> deciding = settings.deciding(start, teacher);
        return new TrainingOrigin(settings, start, teacher, deciding, saved(settings, deciding));
    }

    private static Optional<SavedTraining> saved(TrainerSettings settings, Map<String, String> now) throws IOException {
        if (settings.resumed.isEmpty()) {
            return Optional.empty();
        }
        Path given = settings.resumed.get();
        SavedTraining saved = SavedTraining.read(CheckpointFolder.newest(given).orElse(given));
        Map<String, String> before = saved.progress().settings();
        for (String key : new TreeSet<>(Sets.union(before.keySet(), now.keySet()))) {
            String was = before.getOrDefault(key, "nothing");
            String is = now.getOrDefault(key, "nothing");
            if (!was.equals(is)) {
                throw new IllegalArgumentException(
                        key + " must be that of the training to be resumed, " + was + ", got " + is);
            }
        }
        return Optional.of(saved);
    }

    /** Returns the updates taken so far. */
    long updates() {
        return progress().map(Progress::updates).orElse(0L);
    }

    /** Returns the time spent on them. */
    double seconds() {
        return progress().map(Progress::seconds).orElse(0.0);
    }

    private Optional<Progress> progress() {
        return saved.map(SavedTraining::progress);
    }

    /** Returns what networks start from. */
    StartWeights weights() {
        return new StartWeights(start, saved.map(SavedTraining::weights).orElse(Map.of()));
    }

    /** Returns what the optimiser remembers. */
    Optional<LearningState.Remembered> remembered() {
        return saved.map(
                before -> new LearningState.Remembered(before.progress().optimizerUpdates(), before.arrays()));
    }

    /**
     * Returns the cache of the teacher's latents, if one is wanted.
     *
     * @throws IOException if the teacher cannot be read
     */
    Optional<LatentCache> latentCache() throws IOException {
        if (settings.latentCache.isEmpty()) {
            return Optional.empty();
        }
        String encoder = FrozenDigest.autoencoder(teacher) + " " + settings.engine.precision();
        return Optional.of(new LatentCache(settings.latentCache.get(), encoder));
    }
}
