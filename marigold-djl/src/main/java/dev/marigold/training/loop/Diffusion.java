package dev.marigold.training.loop;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.schedulers.NoiseLevel;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.tensor.FloatTensor;

/**
 * The process that is learnt to be reversed.
 *
 * @param schedule noise levels
 * @param type what the network says
 * @param seed of all draws
 */
public record Diffusion(NoiseSchedule schedule, PredictionType type, long seed) {
    /** Returns the process that a configuration describes. */
    static Diffusion of(SchedulerConfig scheduler, long seed) {
        return new Diffusion(NoiseSchedule.of(scheduler), PredictionType.of(scheduler), seed);
    }

    /** Returns what the network should say. */
    FloatTensor target(FloatTensor clean, FloatTensor noise, int... timesteps) {
        return switch (type) {
            case EPSILON -> noise;
            case SAMPLE -> clean;
            case V_PREDICTION -> schedule.velocity(clean, noise, timesteps);
        };
    }

    int lastTimestep() {
        return schedule.trainTimesteps() - 1;
    }

    /** Returns the factor of the network's output in the clean latent it implies at the last timestep; infinite for noise without signal. */
    double outputFactor() {
        return switch (type) {
            case EPSILON -> -lastLevel().noise() / lastLevel().signal();
            case SAMPLE -> 1;
            case V_PREDICTION -> -lastLevel().noise();
        };
    }

    /** Returns the factor of the noisy latent in the clean latent that the output implies at the last timestep. */
    double noisyFactor() {
        return switch (type) {
            case EPSILON -> 1 / lastLevel().signal();
            case SAMPLE -> 0;
            case V_PREDICTION -> lastLevel().signal();
        };
    }

    private NoiseLevel lastLevel() {
        return schedule.level(lastTimestep());
    }
}
