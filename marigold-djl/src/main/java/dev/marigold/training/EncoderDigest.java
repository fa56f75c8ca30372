package dev.marigold.training;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.training.loop.LatentCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Identifies an autoencoder by its configuration and its bytes. */
final class EncoderDigest {
    private EncoderDigest() {}

    static String of(Checkpoint checkpoint) {
        StringBuilder digests = new StringBuilder(checkpoint.autoencoder().toString());
        for (Path file : checkpoint.autoencoderWeights().files()) {
            try {
                digests.append('\n').append(LatentCache.digest(Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return LatentCache.digest(digests.toString().getBytes(StandardCharsets.UTF_8));
    }
}
