package dev.marigold.internal.pipeline;

import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.function.UnaryOperator;

/** Turns the target latents of all members into maps. Immutable. */
final class TargetDecoder {
    private final CheckedBackend backend;
    private final Batches batches;
    private final UnaryOperator<FloatTensor> head;

    /**
     * Creates the stage.
     *
     * @param head from the decoded targets of a batch, {@code [B, 3 * T, H, W]}, to its maps
     */
    TargetDecoder(CheckedBackend backend, Batches batches, UnaryOperator<FloatTensor> head) {
        this.backend = backend;
        this.batches = batches;
        this.head = head;
    }

    /**
     * Returns what the head makes of the members.
     *
     * @param latents shape {@code [E, C * T, h, w]}
     */
    FloatTensor decode(FloatTensor latents, RequestMonitor monitor) {
        int targets = backend.space().targets();
        int total = Math.multiplyExact(targets, batches.count(latents.shape().extent(0)));
        RequestMonitor.Evaluations evaluations = monitor.evaluations(Stage.DECODE, total);
        return batches.map(latents, (batch, first) -> head.apply(decodeTargets(batch, evaluations)));
    }

    private FloatTensor decodeTargets(FloatTensor batch, RequestMonitor.Evaluations evaluations) {
        int members = batch.shape().extent(0);
        int targets = backend.space().targets();
        Shape picture = backend.space().pictures(batch.shape());
        int size = Math.toIntExact(picture.elementCount()) / members;
        float[] all = new float[Math.multiplyExact(members * targets, size)];
        for (int target = 0; target < targets; target++) {
            FloatTensor latent = target(batch, target);
            FloatTensor decoded = evaluations.next(() -> backend.decode(latent));
            for (int member = 0; member < members; member++) {
                decoded.copyTo(member * size, all, (member * targets + target) * size, size);
            }
        }
        return FloatTensor.wrap(picture.with(1, 3 * targets), all);
    }

    /** Returns the latents of one target, divided by the scaling factor. */
    private FloatTensor target(FloatTensor batch, int target) {
        Shape shape = batch.shape().with(1, backend.space().channels());
        float factor = (float) backend.space().scalingFactor();
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        int size = values.length / shape.extent(0);
        for (int member = 0; member < shape.extent(0); member++) {
            batch.copyTo((member * backend.space().targets() + target) * size, values, member * size, size);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= factor;
        }
        return FloatTensor.wrap(shape, values);
    }
}
