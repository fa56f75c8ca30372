package dev.marigold.internal.pipeline;

import dev.marigold.progress.Stage;
import dev.marigold.spi.NoiseSource;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * Walks the target latents of all members from noise to a sample.
 *
 * <p>All members take a step before any takes the next, so that the noise of a step is one draw for all of them: the result then does not
 * depend on the batch size. diffusers runs each batch through all steps; with one member, or a scheduler that adds no noise, both are the
 * same. Immutable.
 */
final class Denoiser {
    private final CheckedBackend backend;
    private final CheckedScheduler scheduler;
    private final Batches batches;

    Denoiser(CheckedBackend backend, CheckedScheduler scheduler, Batches batches) {
        this.backend = backend;
        this.scheduler = scheduler;
        this.batches = batches;
    }

    /**
     * Begins a walk.
     *
     * @throws IllegalArgumentException if the scheduler has none of that many steps
     */
    CheckedScheduler.Walk start(int steps) {
        return scheduler.start(steps);
    }

    /**
     * Returns the sample of every member.
     *
     * @param imageLatents shape {@code [V, C, h, w]}; member {@code i} sees view {@code i % V}
     * @param start shape {@code [E, C * T, h, w]}
     * @param walk just begun
     */
    FloatTensor denoise(
            FloatTensor imageLatents,
            FloatTensor start,
            CheckedScheduler.Walk walk,
            NoiseSource noise,
            RequestMonitor monitor) {
        int[] timesteps = walk.timesteps();
        int total =
                Math.multiplyExact(timesteps.length, batches.count(start.shape().extent(0)));
        RequestMonitor.Evaluations evaluations = monitor.evaluations(Stage.DENOISE, total);
        FloatTensor latents = start;
        for (int step = 0; step < timesteps.length; step++) {
            int timestep = timesteps[step];
            FloatTensor output = batches.map(
                    latents,
                    (batch, first) ->
                            evaluations.next(() -> backend.denoise(concat(imageLatents, batch, first), timestep)));
            latents = walk.step(output, latents, noise);
            monitor.trace("latent_step_" + step, latents);
        }
        return latents;
    }

    private static FloatTensor concat(FloatTensor imageLatents, FloatTensor targets, int first) {
        Shape shape = targets.shape();
        int members = shape.extent(0);
        int views = imageLatents.shape().extent(0);
        int imageSize = Math.toIntExact(imageLatents.shape().elementCount()) / views;
        int targetSize = Math.toIntExact(shape.elementCount()) / members;
        float[] both = new float[Math.multiplyExact(members, imageSize + targetSize)];
        for (int member = 0; member < members; member++) {
            int offset = member * (imageSize + targetSize);
            // Image channels first: the checkpoint's input convolution was trained in this order.
            imageLatents.copyTo((first + member) % views * imageSize, both, offset, imageSize);
            targets.copyTo(member * targetSize, both, offset + imageSize, targetSize);
        }
        return FloatTensor.wrap(shape.with(1, imageLatents.shape().extent(1) + shape.extent(1)), both);
    }
}
