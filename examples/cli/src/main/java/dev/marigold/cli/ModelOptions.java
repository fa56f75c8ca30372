package dev.marigold.cli;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
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
    private static final long MOST_BYTES_TO_READ = 64_000_000;

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

    /**
     * Tells apart checkpoints that replaced each other under one name: small ones, such as the bundled one, by their bytes; others by
     * size and time, without reading gigabytes.
     */
    static String weights(Checkpoint checkpoint) throws IOException {
        SortedSet<Path> files = new TreeSet<>(checkpoint.unetWeights().files());
        files.addAll(checkpoint.autoencoderWeights().files());
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes + " bytes "
                + (bytes > MOST_BYTES_TO_READ ? "of " + newest(files) : "with SHA-256 " + digest(files));
    }

    private static FileTime newest(SortedSet<Path> files) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        for (Path file : files) {
            FileTime time = Files.getLastModifiedTime(file);
            newest = time.compareTo(newest) > 0 ? time : newest;
        }
        return newest;
    }

    private static String digest(SortedSet<Path> files) throws IOException {
        Hasher digest = Hashing.sha256().newHasher();
        for (Path file : files) {
            digest.putBytes(Files.readAllBytes(file));
        }
        return digest.hash().toString();
    }
}
