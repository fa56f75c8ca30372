package dev.marigold.evaluation;

import dev.marigold.DepthEstimator;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an estimator tells of itself that decides on its predictions, by the keys of settings. The seed is not in it: runs set their own. */
final class ModelSettings {
    static final String CHECKPOINT = "checkpoint";
    static final String BACKEND = "backend";
    static final String MIRRORS_MEMBERS = "mirrors_members";

    private ModelSettings() {}

    /** Returns the settings of an estimator; none if it does not tell. */
    static Map<String, String> of(DepthEstimator estimator) {
        return told(estimator).map(ModelSettings::of).orElseGet(Map::of);
    }

    /** Returns whether an estimator draws nothing to start from, unless it is given a seed. */
    static boolean startsFromZeros(DepthEstimator estimator) {
        return told(estimator).map(defaults -> defaults.seed().isEmpty()).orElse(false);
    }

    private static Optional<Provenance> told(DepthEstimator estimator) {
        try {
            return Optional.of(estimator.defaults());
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> of(Provenance defaults) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(CHECKPOINT, checkpoint(defaults.checkpoint()));
        settings.put(BACKEND, defaults.backend());
        settings.put("scheduler", defaults.scheduler());
        settings.put("ensembler", defaults.ensembler());
        settings.put("steps", Integer.toString(defaults.steps()));
        settings.put("ensemble_size", Integer.toString(defaults.ensembleSize()));
        settings.put(MIRRORS_MEMBERS, Boolean.toString(defaults.memberViews() == MemberViews.MIRRORED));
        settings.put("resolution", Integer.toString(defaults.processingResolution()));
        return settings;
    }

    /** Returns the whole path of a directory, so that it is the same wherever a run is started, and references as they are. */
    private static String checkpoint(String source) {
        try {
            Path directory = Path.of(source);
            return Files.isDirectory(directory) ? directory.toRealPath().toString() : source;
        } catch (InvalidPathException | IOException e) {
            return source;
        }
    }
}
