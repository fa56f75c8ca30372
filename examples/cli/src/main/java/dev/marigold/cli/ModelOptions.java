package dev.marigold.cli;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ProviderUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model as the options describe it.
 *
 * @param engine which checkpoint, and on what it runs
 * @param sampling how maps are computed
 */
record ModelOptions(EngineOptions engine, SamplingOptions sampling) {
    /**
     * Opens an estimator.
     *
     * @throws UsageException if a value or a plugin does not exist
     */
    DepthEstimator open(DepthEstimator.Builder builder) throws IOException {
        try {
            return builder.build();
        } catch (IllegalArgumentException | ProviderUnavailableException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** Returns what decides on the predictions, by key; what the checkpoint decides is looked up there. */
    Map<String, String> settings(Checkpoint checkpoint) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        engine.describe(settings);
        sampling.describe(settings, checkpoint);
        settings.put("weights", weights(checkpoint));
        return settings;
    }

    /** Tells apart checkpoints that replaced each other in one directory, without reading gigabytes. */
    static String weights(Checkpoint checkpoint) throws IOException {
        SortedSet<Path> files = new TreeSet<>(checkpoint.unetWeights().files());
        files.addAll(checkpoint.autoencoderWeights().files());
        long bytes = 0;
        FileTime newest = FileTime.fromMillis(0);
        for (Path file : files) {
            bytes += Files.size(file);
            FileTime time = Files.getLastModifiedTime(file);
            newest = time.compareTo(newest) > 0 ? time : newest;
        }
        return bytes + " bytes of " + newest;
    }
}
