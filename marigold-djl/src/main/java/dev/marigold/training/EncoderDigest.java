package dev.marigold.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.marigold.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Identifies an autoencoder by its configuration and its bytes. */
final class EncoderDigest {
    private EncoderDigest() {}

    static String of(Checkpoint checkpoint) {
        Hasher digest = Hashing.sha256().newHasher();
        digest.putString(checkpoint.autoencoder().toString(), StandardCharsets.UTF_8);
        for (Path file : checkpoint.autoencoderWeights().files()) {
            try {
                digest.putBytes(
                        MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return digest.hash().toString();
    }
}
