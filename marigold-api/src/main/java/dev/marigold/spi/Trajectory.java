package dev.marigold.spi;

import dev.marigold.tensor.FloatTensor;

/** One walk from noise to a sample. Confined to one thread; steps are taken in order, each once. */
public interface Trajectory {
    /** Returns the timesteps at which the network is evaluated, strictly decreasing. */
    int[] timesteps();

    /**
     * Takes the next step.
     *
     * @param modelOutput what the network returned at the next of {@link #timesteps()}
     * @param sample the current sample, of the shape of {@code modelOutput}
     * @param noise asked for at most one draw of the shape of {@code sample}, and only by steps that add noise
     * @return the sample at the following timestep; arguments are left unchanged
     * @throws IllegalArgumentException if the shapes differ
     * @throws IllegalStateException if all steps have been taken
     */
    FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise);
}
