package dev.marigold.training;

import ai.djl.engine.Engine;
import com.google.common.collect.Sets;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DeviceName;
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
 * @param given the checkpoints that it was begun from
 * @param deciding what decides on the outcome, by key
 * @param saved what an earlier part of it has left; empty at the beginning
 * @param isInPlace whether that was left in the output
 */
record TrainingOrigin(
        TrainerSettings settings,
        GivenCheckpoints given,
        Map<String, String> deciding,
        Optional<SavedTraining> saved,
        boolean isInPlace) {
    /** To be changed when the program that encodes comes to round differently: what an earlier one left in a cache is then computed anew. */
    private static final String ARITHMETIC = "program 1, PyTorch";

    /**
     * Reads the training to be resumed, if there is one.
     *
     * @param output of the run; borrowed
     * @throws IOException if a checkpoint cannot be read
     * @throws IllegalArgumentException if a setting does not fit the output or the training to be resumed
     */
    static TrainingOrigin of(TrainerSettings settings, GivenCheckpoints given, RunFolder output) throws IOException {
        Optional<Path> resumed = resumed(settings);
        Optional<SavedTraining> saved =
                resumed.isPresent() ? Optional.of(SavedTraining.read(resumed.get())) : Optional.empty();
        output.requireRoom(resumed);
        Map<String, String> deciding = settings.deciding(given.start(), given.teacher());
        if (saved.isPresent()) {
            Progress progress = saved.get().progress();
            requireSame(progress.settings(), deciding);
            requireUpdatesToTake(settings.updates, progress.updates());
        }
        boolean isInPlace = resumed.isPresent() && output.holds(resumed.get());
        return new TrainingOrigin(settings, given, deciding, saved, isInPlace);
    }

    private static Optional<Path> resumed(TrainerSettings settings) throws IOException {
        if (settings.resumed.isEmpty()) {
            return Optional.empty();
        }
        Path given = settings.resumed.get();
        return Optional.of(CheckpointFolder.newest(given).orElse(given));
    }

    private static void requireSame(Map<String, String> before, Map<String, String> now) {
        for (String key : new TreeSet<>(Sets.union(before.keySet(), now.keySet()))) {
            String was = before.getOrDefault(key, "nothing");
            String is = now.getOrDefault(key, "nothing");
            if (!was.equals(is)) {
                throw new IllegalArgumentException(
                        key + " must be that of the training to be resumed, " + was + ", got " + is);
            }
        }
    }

    /** A training that has ended may be resumed, such as for a validation that it owes; one that is past its end may not. */
    private static void requireUpdatesToTake(long wanted, long taken) {
        if (wanted < taken) {
            throw new IllegalArgumentException(
                    "updates must be >= those of the checkpoint to be resumed, " + taken + ", got " + wanted);
        }
    }

    /** Returns the checkpoint to start from. */
    Checkpoint start() {
        return given.start();
    }

    /** Returns whose autoencoder makes the latents of targets. */
    Checkpoint teacher() {
        return given.teacher();
    }

    /** Returns the updates up to which the rows in the output are of this training. */
    long loggedUpdates() {
        return isInPlace ? updates() : 0;
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
        return new StartWeights(start(), saved.map(SavedTraining::weights).orElse(Map.of()));
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
        BackendOptions engine = settings.engine;
        // Rounding depends on the threads too.
        String encoder = FrozenDigest.autoencoder(teacher()) + " " + engine.precision() + " "
                + DeviceName.of(engine.device()).kind() + " " + ARITHMETIC + " "
                + Engine.getEngine("PyTorch").getVersion() + " with threads=" + engine.threads();
        return Optional.of(new LatentCache(settings.latentCache.get(), encoder));
    }
}
