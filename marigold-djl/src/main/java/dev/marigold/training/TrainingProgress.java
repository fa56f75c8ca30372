package dev.marigold.training;

import java.time.Duration;
import java.util.Map;

/**
 * How a training stands after an update.
 *
 * @param update number of updates taken, from 1
 * @param updates number of updates of the whole training
 * @param loss mean over the micro-batches of this update; NaN if nothing in them counted
 * @param parts what the loss is made of, by name
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
        Duration remaining) {}
