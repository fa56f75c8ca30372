package dev.marigold.schedulers;

import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;

/** A rule to walk a noise schedule. */
final class SteppedScheduler implements Scheduler {
    private final int trainTimesteps;
    private final SteppingRule rule;

    SteppedScheduler(int trainTimesteps, SteppingRule rule) {
        this.trainTimesteps = trainTimesteps;
        this.rule = rule;
    }

    @Override
    public Trajectory start(int steps) {
        if (steps < 1 || steps > trainTimesteps) {
            throw new IllegalArgumentException("steps must be in [1, " + trainTimesteps + "], got " + steps);
        }
        return new SteppedTrajectory(rule, rule.timesteps(steps));
    }
}
