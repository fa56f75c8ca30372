package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;

/**
 * Which timesteps a walk of any number of steps visits.
 *
 * @param spacing how they are spread
 * @param offset shifts them towards noise
 * @param trainTimesteps number of training timesteps
 */
record TimestepPlan(TimestepSpacing spacing, int offset, int trainTimesteps) {
    static TimestepPlan of(SchedulerConfig config, int trainTimesteps) {
        TimestepSpacing spacing = Keys.choice(config, "timestep_spacing", TimestepSpacing.LEADING);
        int offset = Keys.integer(config, "steps_offset", 0, 0, trainTimesteps - 1);
        return new TimestepPlan(spacing, spacing == TimestepSpacing.LEADING ? offset : 0, trainTimesteps);
    }

    /**
     * Returns the timesteps, strictly decreasing.
     *
     * @throws IllegalArgumentException if the offset pushes the first one past the training timesteps
     */
    int[] timesteps(int steps) {
        int[] timesteps = spacing.descending(steps, trainTimesteps);
        if (timesteps[0] + offset >= trainTimesteps) {
            throw new IllegalArgumentException("steps must keep timesteps below " + trainTimesteps
                    + " with steps_offset " + offset + ", got " + steps + " that starts at " + (timesteps[0] + offset));
        }
        for (int i = 0; i < steps; i++) {
            timesteps[i] += offset;
        }
        return timesteps;
    }
}
