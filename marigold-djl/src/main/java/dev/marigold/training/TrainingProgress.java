package dev.marigold.training;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a training stands after an update.
 *
 * @param update number of updates taken, from 1
 * @param updates number of updates of the whole training
 * @param loss mean over the micro-batches of this update; NaN if nothing in them counted
 * @param parts what the loss is made of, by name and in the order of names, each before it is weighted
 * @param gradientNorm length of all gradients together, before it was limited
 * @param learningRate of this update
 * @param elapsed since the training started, what was before it was resumed included
 * @param remaining estimated, at the mean speed so far
 */
public record TrainingProgress(
        long update,
        long updates,
        double loss,
        Map<String, Double> parts,
        double gradientNorm,
        double learningRate,
        Duration elapsed,
        Duration remaining) {
    /** Copies the map. */
    public TrainingProgress {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }
}
