package dev.marigold.training.loop;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Latents on disk, a file for each, by the numbers that were encoded and by what encoded them. */
public final class LatentCache {
    private final Path folder;
    private final String encoder;

    /**
     * Creates a cache.
     *
     * @param folder made when something is put
     * @param encoder identifies the encoder and its arithmetic
     */
    public LatentCache(Path folder, String encoder) {
        this.folder = folder;
        this.encoder = encoder;
    }

    Optional<FloatTensor> get(FloatTensor picture) throws IOException {
        Path file = file(picture);
        return Files.isRegularFile(file) ? Optional.of(NpyFile.read(file)) : Optional.empty();
    }

    void put(FloatTensor picture, FloatTensor latent) throws IOException {
        Path file = file(picture);
        Files.createDirectories(file.getParent());
        NpyFile.write(latent, file);
    }

    private Path file(FloatTensor picture) {
        float[] values = picture.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putString(encoder + " " + picture.shape(), StandardCharsets.UTF_8)
                .putBytes(bytes);
        String digest = hasher.hash().toString();
        return folder.resolve(digest.substring(0, 2)).resolve(digest.substring(2) + ".npy");
    }
}
