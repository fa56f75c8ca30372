package com.example.marigold.dpmsolver;

import dev.marigold.schedulers.NoiseLevel;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;

/** The immutable part: what belongs to one walk is in {@link DpmSolverWalk}. */
final class DpmSolver implements Scheduler {
    /** Keeps pure noise at a finite distance from the other timesteps; the value that diffusers gives its solvers. */
    private static final double LEAST_ALPHA = 0x1p-24;

    private final NoiseSchedule schedule;
    private final PredictionType type;
    private final Spacing spacing;

    DpmSolver(NoiseSchedule schedule, PredictionType type, Spacing spacing) {
        this.schedule = schedule;
        this.type = type;
        this.spacing = spacing;
    }

    @Override
    public Trajectory start(int steps) {
        return new DpmSolverWalk(this, spacing.timesteps(steps));
    }

    NoiseLevel level(int timestep) {
        return new NoiseLevel(Math.max(schedule.level(timestep).alphaCumulative(), LEAST_ALPHA));
    }

    /** Returns the clean samples that the network sees behind the noise. */
    double[] estimates(FloatTensor modelOutput, FloatTensor sample, NoiseLevel level) {
        double[] estimates = new double[Math.toIntExact(sample.shape().elementCount())];
        for (int i = 0; i < estimates.length; i++) {
            estimates[i] = type.sample(modelOutput.get(i), sample.get(i), level);
        }
        return estimates;
    }
}
