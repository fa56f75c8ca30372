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
    private static final System.Logger LOGGER = System.getLogger(LatentCache.class.getName());

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

    /** Returns a latent, unless there is none or what is there cannot be read, as after a power cut. */
    Optional<FloatTensor> get(FloatTensor picture) {
        Path file = file(picture);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NpyFile.read(file));
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "A cached latent cannot be read and is computed anew: " + file, e);
            return Optional.empty();
        }
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
