package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.network.TimestepEmbedding;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * What the denoising network is told besides latents.
 *
 * @param config of the network
 * @param text embedding of the empty prompt, {@code [1, n, C]}
 */
record Conditioning(UnetConfig config, FloatTensor text) {
    /** Returns an embedding for each timestep, {@code [B, C0]}. */
    NDArray times(NDManager step, int... timesteps) {
        int channels = config.blockOutChannels().get(0);
        float[] rows = new float[timesteps.length * channels];
        for (int b = 0; b < timesteps.length; b++) {
            TimestepEmbedding.of(timesteps[b], config).copyTo(0, rows, b * channels, channels);
        }
        return HeapTensors.toNative(step, FloatTensor.wrap(Shape.of(timesteps.length, channels), rows));
    }

    /** Returns the text for each of a number of samples, {@code [B, n, C]}. */
    NDArray texts(NDManager step, int samples) {
        int length = Math.toIntExact(text.shape().elementCount());
        float[] values = new float[samples * length];
        for (int b = 0; b < samples; b++) {
            text.copyTo(0, values, b * length, length);
        }
        return HeapTensors.toNative(step, FloatTensor.wrap(text.shape().with(0, samples), values));
    }
}
