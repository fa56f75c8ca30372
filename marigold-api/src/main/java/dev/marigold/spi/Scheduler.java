package dev.marigold.spi;

import dev.marigold.tensor.FloatTensor;

/** A noise schedule and the rule to walk it backwards. Immutable and safe for use by several threads. */
public interface Scheduler {
    /**
     * Returns the walk from noise to a sample in a number of steps.
     *
     * @param steps at least 1
     * @return confined to one thread
     * @throws IllegalArgumentException if the schedule has no walk of that many steps
     */
    Trajectory start(int steps);

    /**
     * Returns samples with noise added: {@code sqrt(a_t) * sample + sqrt(1 - a_t) * noise}, with {@code a_t} the cumulative product of
     * alphas.
     *
     * @param samples shape {@code [B, ...]}
     * @param noise of the shape of {@code samples}
     * @param timesteps one for each sample, in [0, number of training timesteps)
     */
    FloatTensor addNoise(FloatTensor samples, FloatTensor noise, int... timesteps);

    /**
     * Returns the v-prediction target: {@code sqrt(a_t) * noise - sqrt(1 - a_t) * sample}.
     *
     * @param samples shape {@code [B, ...]}
     * @param noise of the shape of {@code samples}
     * @param timesteps one for each sample, in [0, number of training timesteps)
     */
    FloatTensor velocity(FloatTensor samples, FloatTensor noise, int... timesteps);
}
