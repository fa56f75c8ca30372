package dev.marigold.schedulers;

import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;

/** A noise schedule with a rule to walk it. */
final class SteppedScheduler implements Scheduler {
    private final NoiseSchedule schedule;
    private final SteppingRule rule;

    SteppedScheduler(NoiseSchedule schedule, SteppingRule rule) {
        this.schedule = schedule;
        this.rule = rule;
    }

    @Override
    public Trajectory start(int steps) {
        if (steps < 1 || steps > schedule.trainTimesteps()) {
            throw new IllegalArgumentException("steps must be in [1, " + schedule.trainTimesteps() + "], got " + steps);
        }
        return new SteppedTrajectory(rule, rule.timesteps(steps));
    }

    @Override
    public FloatTensor addNoise(FloatTensor samples, FloatTensor noise, int... timesteps) {
        return schedule.addNoise(samples, noise, timesteps);
    }

    @Override
    public FloatTensor velocity(FloatTensor samples, FloatTensor noise, int... timesteps) {
        return schedule.velocity(samples, noise, timesteps);
    }
}
