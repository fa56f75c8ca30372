package com.example.marigold.dpmsolver;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import java.util.Locale;

/**
 * Which timesteps a walk visits. For a solver that ends beyond the last of them, {@code leading} and {@code linspace} divide the range
 * into one part more than there are steps (DDIM divides it into as many).
 */
final class Spacing {
    private enum Rule {
        LEADING,
        LINSPACE,
        TRAILING
    }

    private final Rule rule;
    private final int offset;
    private final int trainTimesteps;

    private Spacing(Rule rule, int offset, int trainTimesteps) {
        this.rule = rule;
        this.offset = offset;
        this.trainTimesteps = trainTimesteps;
    }

    static Spacing of(SchedulerConfig config, int trainTimesteps) {
        String name = config.text("timestep_spacing", "linspace");
        for (Rule rule : Rule.values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new Spacing(rule, config.integer("steps_offset", 0), trainTimesteps);
            }
        }
        throw new ModelLoadException(config.className()
                + " key 'timestep_spacing' must be one of [leading, linspace, trailing], got '" + name + "'");
    }

    /** Returns strictly decreasing timesteps. */
    int[] timesteps(int steps) {
        if (steps < 1 || steps > trainTimesteps) {
            throw new IllegalArgumentException("steps must be in [1, " + trainTimesteps + "], got " + steps);
        }
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = timestep(i, steps);
            boolean fits = timesteps[i] >= 0 && timesteps[i] < (i == 0 ? trainTimesteps : timesteps[i - 1]);
            if (!fits) {
                throw new IllegalArgumentException("steps must leave room for distinct timesteps, spaced as " + rule
                        + " with offset " + offset + ", got " + steps);
            }
        }
        return timesteps;
    }

    private int timestep(int i, int steps) {
        return switch (rule) {
            case LEADING -> (steps - i) * (trainTimesteps / (steps + 1)) + offset;
            case LINSPACE -> (int) Math.rint((steps - i) * ((trainTimesteps - 1.0) / steps));
            case TRAILING -> (int) Math.rint(trainTimesteps - i * ((double) trainTimesteps / steps)) - 1;
        };
    }
}
