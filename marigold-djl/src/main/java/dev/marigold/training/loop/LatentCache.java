package dev.marigold.training.loop;

import com.google.common.hash.Hashing;
import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        String digest = Hashing.sha256()
                .hashString(encoder + "\n" + key, StandardCharsets.UTF_8)
                .toString();
        return folder.resolve(digest.substring(0, 2)).resolve(digest.substring(2) + ".npy");
    }
}
