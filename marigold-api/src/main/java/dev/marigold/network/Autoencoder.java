package dev.marigold.network;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.AutoencoderTinyConfig;

/** The pair of networks between pictures and latents. */
public interface Autoencoder {
    /** Returns the network from pictures {@code [B, 3, H, W]} in [-1, 1] to unscaled latents {@code [B, C, h, w]}. */
    Network encoder();

    /** Returns the network from unscaled latents {@code [B, C, h, w]} to pictures {@code [B, 3, H, W]} in about [-1, 1]. */
    Network decoder();

    /** Returns the autoencoder that a configuration describes. */
    static Autoencoder of(AutoencoderConfig config, WeightLookup weights) {
        return config instanceof AutoencoderKlConfig kl
                ? new AutoencoderKl(kl, weights)
                : new AutoencoderTiny((AutoencoderTinyConfig) config, weights);
    }
}
