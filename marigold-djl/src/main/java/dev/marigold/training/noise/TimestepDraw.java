package dev.marigold.training.noise;

import dev.marigold.internal.random.TorchGenerator;
import java.util.SplittableRandom;

/**
 * Draws training timesteps, uniform but for a share of samples at the last one, where a one-step prediction starts.
 *
 * @param trainTimesteps number of training timesteps
 * @param terminalShare in [0, 1]; 0 as published
 */
public record TimestepDraw(int trainTimesteps, double terminalShare) {
    /** Checks the range. */
    public TimestepDraw {
        if (!(terminalShare >= 0 && terminalShare <= 1)) {
            throw new IllegalArgumentException("terminalShare must be in [0, 1], got " + terminalShare);
        }
    }

    /**
     * Returns a timestep for each sample.
     *
     * @param generator advances by one draw for each sample, whatever the share
     * @param terminal decides which samples are at the last timestep
     */
    public int[] draw(int samples, TorchGenerator generator, SplittableRandom terminal) {
        int[] timesteps = new int[samples];
        for (int b = 0; b < samples; b++) {
            timesteps[b] = generator.nextInt(trainTimesteps);
        }
        for (int b = 0; b < samples && terminalShare > 0; b++) {
            if (terminal.nextDouble() < terminalShare) {
                timesteps[b] = trainTimesteps - 1;
            }
        }
        return timesteps;
    }
}
