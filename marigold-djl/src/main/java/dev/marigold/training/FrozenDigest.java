package dev.marigold.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Identifies the networks that a training uses and does not change, by their configuration and their bytes. */
final class FrozenDigest {
    private FrozenDigest() {}

    /**
     * Returns the digest of all of them; those that learn go on from what a checkpoint of the training holds.
     *
     * @param start whose text encoder is used
     * @param teacher whose autoencoder is used; empty if none is that does not learn
     * @throws IOException if a file cannot be read
     */
    static String of(Checkpoint start, Optional<Checkpoint> teacher) throws IOException {
        Hasher digest = textEncoder(start);
        if (teacher.isPresent()) {
            digest.putString(autoencoder(teacher.get()), StandardCharsets.UTF_8);
        }
        return digest.hash().toString();
    }

    /**
     * Returns the digest of all that stays where an autoencoder learns alone: checkpoints hold it.
     *
     * @throws IOException if a file cannot be read
     */
    static String besideAutoencoder(Checkpoint start) throws IOException {
        Hasher digest = textEncoder(start);
        digest.putString(start.unet().toString(), StandardCharsets.UTF_8);
        add(digest, start.unetWeights());
        return digest.hash().toString();
    }

    private static Hasher textEncoder(Checkpoint checkpoint) throws IOException {
        Hasher digest = Hashing.sha256().newHasher();
        digest.putString(checkpoint.textEncoder().toString(), StandardCharsets.UTF_8);
        digest.putString(Arrays.toString(checkpoint.emptyPromptTokens()), StandardCharsets.UTF_8);
        add(digest, checkpoint.textEncoderWeights());
        return digest;
    }

    /**
     * Returns the digest of an autoencoder.
     *
     * @throws IOException if a file cannot be read
     */
    static String autoencoder(Checkpoint checkpoint) throws IOException {
        Hasher digest = Hashing.sha256().newHasher();
        digest.putString(checkpoint.autoencoder().toString(), StandardCharsets.UTF_8);
        add(digest, checkpoint.autoencoderWeights());
        return digest.hash().toString();
    }

    private static void add(Hasher digest, Weights weights) throws IOException {
        for (Path file : weights.files()) {
            digest.putBytes(MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes());
        }
    }
}
