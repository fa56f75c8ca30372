package dev.marigold.checkpoint.random;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.UnetConfig;

/**
 * The networks of a checkpoint.
 *
 * @param unet the denoising network
 * @param autoencoder of either kind
 * @param textEncoder as wide as the denoising network's {@code cross_attention_dim}
 * @param processingResolution default longer edge while processing
 */
public record Architecture(
        UnetConfig unet, AutoencoderConfig autoencoder, ClipTextConfig textEncoder, int processingResolution) {}
