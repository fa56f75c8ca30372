package dev.marigold.cli.sweep;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a report says about a sweep besides its result.
 *
 * @param model what the user named
 * @param dataset name of the data set
 * @param seed that every picture started from
 * @param settings what else decided on the outcome, by key
 */
public record SweepFacts(String model, String dataset, long seed, Map<String, String> settings) {
    /** Copies the settings. */
    public SweepFacts {
        settings = new TreeMap<>(settings);
    }
}
