package com.example.marigold.remote;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/**
 * What client and server must agree on.
 *
 * @param channels of a latent
 * @param targets that the denoising network predicts
 * @param downscaling of the autoencoder
 */
record Networks(int channels, int targets, int downscaling) {
    static Networks of(Checkpoint checkpoint) {
        return new Networks(
                checkpoint.autoencoder().latentChannels(),
                checkpoint.targets(),
                checkpoint.autoencoder().downscaling());
    }

    /** Reads what {@link #toText} wrote. */
    static Networks parse(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        try {
            return new Networks(
                    Integer.parseInt(properties.getProperty("channels")),
                    Integer.parseInt(properties.getProperty("targets")),
                    Integer.parseInt(properties.getProperty("downscaling")));
        } catch (NumberFormatException e) {
            throw new IOException(
                    "networks must be described by channels, targets and downscaling, got " + properties, e);
        }
    }

    String toText() {
        return "channels=" + channels + "\ntargets=" + targets + "\ndownscaling=" + downscaling + "\n";
    }

    void requirePictures(Shape shape) {
        requireLayout("images", shape, 3);
        if (shape.extent(2) % downscaling != 0 || shape.extent(3) % downscaling != 0) {
            throw new IllegalArgumentException(
                    "images must have a height and width that are multiples of " + downscaling + ", got " + shape);
        }
    }

    void requireNoisy(Shape shape) {
        requireLayout("latents", shape, channels + channels * targets);
    }

    void requireLatents(Shape shape) {
        requireLayout("latents", shape, channels);
    }

    private static void requireLayout(String name, Shape shape, int channels) {
        if (shape.rank() != 4 || shape.extent(1) != channels || shape.elementCount() == 0) {
            throw new IllegalArgumentException(name + " must have shape [B, " + channels + ", h, w], got " + shape);
        }
    }
}
