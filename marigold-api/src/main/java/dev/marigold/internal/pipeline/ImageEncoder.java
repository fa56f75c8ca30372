package dev.marigold.internal.pipeline;

import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;

/** Turns what is seen of a picture into latents, once per request. Immutable. */
final class ImageEncoder {
    private final CheckedBackend backend;
    private final Batches oneByOne = new Batches(1);

    ImageEncoder(CheckedBackend backend) {
        this.backend = backend;
    }

    /**
     * Returns the scaled modes of the posteriors, {@code [V, C, h, w]}.
     *
     * @param views shape {@code [V, 3, H, W]}; one is encoded at a time
     */
    FloatTensor encode(FloatTensor views, RequestMonitor monitor) {
        RequestMonitor.Evaluations evaluations =
                monitor.evaluations(Stage.ENCODE, views.shape().extent(0));
        FloatTensor latents = oneByOne.map(views, (view, number) -> evaluations.next(() -> backend.encode(view)));
        float factor = (float) backend.space().scalingFactor();
        float[] scaled = latents.toArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return FloatTensor.wrap(latents.shape(), scaled);
    }
}
