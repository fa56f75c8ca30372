package dev.marigold.schedulers;

import static java.util.Objects.requireNonNull;

import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;

/** Counts the steps of one walk; the rule takes them. */
final class SteppedTrajectory implements Trajectory {
    private final SteppingRule rule;
    private final int[] timesteps;
    private int taken;

    SteppedTrajectory(SteppingRule rule, int[] timesteps) {
        this.rule = rule;
        this.timesteps = timesteps;
    }

    @Override
    public int[] timesteps() {
        return timesteps.clone();
    }

    @Override
    public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
        requireNonNull(modelOutput, "modelOutput");
        requireNonNull(sample, "sample");
        requireNonNull(noise, "noise");
        if (taken == timesteps.length) {
            throw new IllegalStateException("step must be called " + timesteps.length + " times, got one more");
        }
        SameShape.require("modelOutput", modelOutput, "sample", sample);
        FloatTensor next = rule.next(new Step(timesteps, taken, modelOutput, sample, noise));
        taken++;
        return next;
    }
}
