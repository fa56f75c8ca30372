package dev.marigold.internal.pipeline;

import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/** Turns what is seen of a picture into latents, once per request. Immutable. */
final class ImageEncoder {
    private final CheckedBackend backend;

    ImageEncoder(CheckedBackend backend) {
        this.backend = backend;
    }

    /**
     * Returns the scaled modes of the posteriors, {@code [V, C, h, w]}.
     *
     * @param views shape {@code [V, 3, H, W]}; one is encoded at a time
     */
    FloatTensor encode(FloatTensor views, RequestMonitor monitor) {
        int count = views.shape().extent(0);
        RequestMonitor.Evaluations evaluations = monitor.evaluations(Stage.ENCODE, count);
        FloatTensor first = evaluations.next(() -> backend.encode(views.slice(0, 1)));
        Shape shape = first.shape().with(0, count);
        float[] latents = new float[Math.toIntExact(shape.elementCount())];
        int size = latents.length / count;
        first.copyTo(0, latents, 0, size);
        for (int i = 1; i < count; i++) {
            FloatTensor view = views.slice(i, i + 1);
            evaluations.next(() -> backend.encode(view)).copyTo(0, latents, i * size, size);
        }
        float factor = (float) backend.space().scalingFactor();
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= factor;
        }
        return FloatTensor.wrap(shape, latents);
    }
}
