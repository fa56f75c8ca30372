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
     * @param pictures {@code [B, 3, H, W]} in [-1, 1]
     */
    FloatTensor encode(FloatTensor pictures) throws IOException {
        if (cache.isEmpty()) {
            return compute(pictures);
        }
        List<FloatTensor> latents = new ArrayList<>();
        for (int b = 0; b < pictures.shape().extent(0); b++) {
            FloatTensor picture = pictures.slice(b, b + 1);
            Optional<FloatTensor> known = cache.get().get(picture);
            FloatTensor latent = known.isPresent() ? known.get() : compute(picture);
            if (known.isEmpty()) {
                cache.get().put(picture, latent);
            }
            latents.add(latent);
        }
        return join(latents);
    }

    private FloatTensor compute(FloatTensor pictures) {
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
