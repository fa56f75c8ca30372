package dev.marigold.internal.pipeline;

import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;

/** Turns the picture into its latent, once per request. Immutable. */
final class ImageEncoder {
    private final CheckedBackend backend;

    ImageEncoder(CheckedBackend backend) {
        this.backend = backend;
    }

    /** Returns the scaled mode of the posterior of a picture {@code [1, 3, H, W]}. */
    FloatTensor encode(FloatTensor picture, RequestMonitor monitor) {
        FloatTensor latent = monitor.evaluations(Stage.ENCODE, 1).next(() -> backend.encode(picture));
        float factor = (float) backend.space().scalingFactor();
        float[] scaled = latent.toArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return FloatTensor.wrap(latent.shape(), scaled);
    }
}
