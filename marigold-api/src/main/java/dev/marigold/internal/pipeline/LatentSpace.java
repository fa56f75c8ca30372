package dev.marigold.internal.pipeline;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.tensor.Shape;

/**
 * What the stages must know of a checkpoint.
 *
 * @param channels of the latent of one picture
 * @param targets number of predicted pictures
 * @param downscaling how many times smaller a latent is than its picture, per side
 * @param scalingFactor from what the encoder returns to what the denoising network sees
 */
public record LatentSpace(int channels, int targets, int downscaling, double scalingFactor) {
    /** Returns the latent space of a checkpoint. */
    public static LatentSpace of(Checkpoint checkpoint) {
        AutoencoderConfig autoencoder = checkpoint.autoencoder();
        return new LatentSpace(
                autoencoder.latentChannels(),
                checkpoint.targets(),
                autoencoder.downscaling(),
                autoencoder.scalingFactor());
    }

    /** Returns the shape of the image latents of pictures of shape {@code [B, 3, H, W]}. */
    Shape imageLatents(Shape pictures) {
        return Shape.of(
                pictures.extent(0), channels, pictures.extent(2) / downscaling, pictures.extent(3) / downscaling);
    }

    /** Returns the shape of the target latents of the members of one picture of shape {@code [1, 3, H, W]}. */
    Shape targetLatents(int members, Shape picture) {
        return imageLatents(picture).with(0, members).with(1, channels * targets);
    }

    /** Returns the shape of the pictures of latents of shape {@code [B, C, h, w]}. */
    Shape pictures(Shape latents) {
        return Shape.of(latents.extent(0), 3, latents.extent(2) * downscaling, latents.extent(3) * downscaling);
    }
}
