package dev.marigold.training.state;

import java.util.Map;

/**
 * How far a training is.
 *
 * @param updates number of updates taken, counting those in which nothing was learnt
 * @param optimizerUpdates number of times the weights were changed
 * @param seconds spent on updates
 * @param settings what decides on the outcome, by key
 */
public record Progress(long updates, long optimizerUpdates, double seconds, Map<String, String> settings) {
    /** Copies the map. */
    public Progress {
        settings = Map.copyOf(settings);
    }
}
