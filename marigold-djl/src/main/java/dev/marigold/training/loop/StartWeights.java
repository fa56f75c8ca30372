package dev.marigold.training.loop;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.Weights;
import java.util.Map;

/**
 * What networks start from.
 *
 * @param checkpoint the checkpoint that the training was started from
 * @param resumed by component, weights of networks that had learnt already; absent components are as in the checkpoint
 */
public record StartWeights(Checkpoint checkpoint, Map<String, Weights> resumed) {
    static final String UNET = "unet";
    static final String AUTOENCODER = "vae";

    Weights unet() {
        return resumed.getOrDefault(UNET, checkpoint.unetWeights());
    }

    Weights autoencoder() {
        return resumed.getOrDefault(AUTOENCODER, checkpoint.autoencoderWeights());
    }
}
