package dev.marigold.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.Weights;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Identifies the networks that an objective uses and does not change, by their configuration and their bytes. */
final class FrozenDigest {
    private FrozenDigest() {}

    /**
     * Returns the digest of all of them; those that learn go on from what a checkpoint of the training holds.
     *
     * @throws IOException if a file cannot be read
     */
    static String of(Objective objective, Checkpoint start, Checkpoint teacher) throws IOException {
        if (objective instanceof Reconstruction) {
            return "none";
        }
        Hasher digest = Hashing.sha256().newHasher();
        add(digest, start.textEncoderWeights());
        boolean onlyLearning = objective instanceof EndToEnd endToEnd
                && endToEnd.autoencoder() == AutoencoderRole.TRAINED
                && endToEnd.denoisingWeight() == 0;
        if (!onlyLearning) {
            digest.putString(autoencoder(teacher), StandardCharsets.UTF_8);
        }
        return digest.hash().toString();
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
