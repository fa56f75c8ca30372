package dev.marigold.training.loop;

import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Latents on disk, a file for each, by what they are the latent of and of which autoencoder. */
public final class LatentCache {
    private final Path folder;
    private final String encoder;

    /**
     * Creates a cache.
     *
     * @param folder made when something is put
     * @param encoder identifies the encoder, its arithmetic, and how depths were normalised
     */
    public LatentCache(Path folder, String encoder) {
        this.folder = folder;
        this.encoder = encoder;
    }

    Optional<FloatTensor> get(String key) throws IOException {
        Path file = file(key);
        return Files.isRegularFile(file) ? Optional.of(NpyFile.read(file)) : Optional.empty();
    }

    void put(String key, FloatTensor latent) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        NpyFile.write(latent, file);
    }

    private Path file(String key) {
        String digest = digest((encoder + "\n" + key).getBytes(StandardCharsets.UTF_8));
        return folder.resolve(digest.substring(0, 2)).resolve(digest.substring(2) + ".npy");
    }

    /** Returns the SHA-256 digest of bytes in hexadecimal. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
