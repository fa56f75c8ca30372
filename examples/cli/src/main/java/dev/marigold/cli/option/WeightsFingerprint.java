package dev.marigold.cli.option;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells apart checkpoints that replaced each other under one name: small ones, such as the bundled one, by their bytes; others by size and
 * time, without reading gigabytes.
 */
final class WeightsFingerprint {
    private static final long MOST_BYTES_TO_READ = 64_000_000;

    /** What decides on predictions besides the weights. */
    private static final List<String> CONFIGS = List.of(
            "model_index.json",
            "scheduler/scheduler_config.json",
            "unet/config.json",
            "vae/config.json",
            "text_encoder/config.json");

    private WeightsFingerprint() {}

    static String of(Checkpoint checkpoint) throws IOException {
        SortedSet<Path> files = new TreeSet<>(checkpoint.unetWeights().files());
        files.addAll(checkpoint.autoencoderWeights().files());
        files.addAll(checkpoint.textEncoderWeights().files());
        for (String config : CONFIGS) {
            Path file = checkpoint.directory().resolve(config);
            if (Files.exists(file)) {
                files.add(file);
            }
        }
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
