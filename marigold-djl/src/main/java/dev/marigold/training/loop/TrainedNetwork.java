package dev.marigold.training.loop;

import dev.marigold.djl.runtime.TrainableNetwork;

/**
 * A network that learns.
 *
 * @param component its folder in a checkpoint, {@code unet} or {@code vae}
 * @param network owned by whoever made this
 */
public record TrainedNetwork(String component, TrainableNetwork network) {}
