package dev.marigold.training.loop;

import dev.marigold.network.CompiledNetwork;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes pictures into scaled latents without learning. Owns its network. */
final class FrozenEncoder implements AutoCloseable {
    private final CompiledNetwork network;
    private final double scaling;
    private final Optional<LatentCache> cache;

    FrozenEncoder(CompiledNetwork network, double scaling, Optional<LatentCache> cache) {
        this.network = network;
        this.scaling = scaling;
        this.cache = cache;
    }

    /**
     * Returns latents, from the cache where there is one.
     *
     * @param keys of the pictures
     * @param kind tells the pictures of a sample apart
     * @param pictures {@code [B, 3, H, W]} in [-1, 1]
     */
    FloatTensor encode(List<String> keys, String kind, FloatTensor pictures) throws IOException {
        if (cache.isEmpty()) {
            return encode(pictures);
        }
        List<FloatTensor> latents = new ArrayList<>();
        for (int b = 0; b < keys.size(); b++) {
            String key = kind + " " + keys.get(b);
            Optional<FloatTensor> known = cache.get().get(key);
            FloatTensor latent = known.isPresent() ? known.get() : encode(pictures.slice(b, b + 1));
            if (known.isEmpty()) {
                cache.get().put(key, latent);
            }
            latents.add(latent);
        }
        return join(latents);
    }

    private FloatTensor encode(FloatTensor pictures) {
        FloatTensor latents = network.run(List.of(pictures));
        float[] values = latents.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * scaling);
        }
        return FloatTensor.wrap(latents.shape(), values);
    }

    private static FloatTensor join(List<FloatTensor> latents) {
        Shape one = latents.get(0).shape();
        int length = Math.toIntExact(one.elementCount());
        float[] values = new float[length * latents.size()];
        for (int b = 0; b < latents.size(); b++) {
            latents.get(b).copyTo(0, values, b * length, length);
        }
        return FloatTensor.wrap(one.with(0, latents.size()), values);
    }

    @Override
    public void close() {
        network.close();
    }
}
