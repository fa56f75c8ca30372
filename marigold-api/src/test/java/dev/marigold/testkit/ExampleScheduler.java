package dev.marigold.testkit;

import static java.util.Objects.requireNonNull;

import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;

/** A scheduler that obeys every rule, with seams at which the kit's tests break it. */
class ExampleScheduler implements Scheduler {
    static final int TRAIN_TIMESTEPS = 1000;

    @Override
    public Trajectory start(int steps) {
        if (steps < 1 || steps > TRAIN_TIMESTEPS) {
            throw new IllegalArgumentException("steps must be in [1, " + TRAIN_TIMESTEPS + "], got " + steps);
        }
        return walk(evenTimesteps(steps));
    }

    Trajectory walk(int[] timesteps) {
        return new Walk(timesteps);
    }

    static int[] evenTimesteps(int steps) {
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = TRAIN_TIMESTEPS - 1 - i * (TRAIN_TIMESTEPS / steps);
        }
        return timesteps;
    }

    private static double angle(int timestep) {
        return Math.PI / 2 * (timestep + 1) / TRAIN_TIMESTEPS;
    }

    /** Turns the sample by the angle between this timestep and the next. */
    static class Walk implements Trajectory {
        final int[] timesteps;
        int taken;

        Walk(int[] timesteps) {
            this.timesteps = timesteps;
        }

        @Override
        public int[] timesteps() {
            return timesteps.clone();
        }

        @Override
        public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
            requireNonNull(sample, "sample");
            if (taken == timesteps.length) {
                throw new IllegalStateException("all steps have been taken");
            }
            if (!modelOutput.shape().equals(sample.shape())) {
                throw new IllegalArgumentException("modelOutput must have the shape of sample");
            }
            return turn(modelOutput, sample, noise.next(sample.shape()));
        }

        FloatTensor turn(FloatTensor velocity, FloatTensor sample, FloatTensor noise) {
            double angle = angle(timesteps[taken]) / 2;
            taken++;
            float[] next = sample.toArray();
            for (int i = 0; i < next.length; i++) {
                next[i] = (float) (Math.cos(angle) * next[i] - Math.sin(angle) * velocity.get(i) + 0.01 * noise.get(i));
            }
            return FloatTensor.wrap(sample.shape(), next);
        }
    }
}
