package dev.marigold.schedulers;

/**
 * Which of the training timesteps a walk visits; the values of the key {@code timestep_spacing} (Lin et al. 2023, table 2,
 * <a href="https://arxiv.org/abs/2305.08891">arXiv:2305.08891</a>). Roundings are those of the reference implementation, half to even.
 */
enum TimestepSpacing {
    /** Multiples of the integer quotient from 0 on. */
    LEADING {
        @Override
        int[] descending(int steps, int trainTimesteps) {
            int[] timesteps = new int[steps];
            for (int i = 0; i < steps; i++) {
                timesteps[i] = (steps - 1 - i) * (trainTimesteps / steps);
            }
            return timesteps;
        }
    },
    /** Equal distances counted from the last timestep. */
    TRAILING {
        @Override
        int[] descending(int steps, int trainTimesteps) {
            int[] timesteps = new int[steps];
            // The distance as NumPy's arange derives it: ties between two timesteps must fall to the side they were
            // trained on.
            double distance = trainTimesteps - (trainTimesteps - (double) trainTimesteps / steps);
            for (int i = 0; i < steps; i++) {
                timesteps[i] = (int) Math.rint(trainTimesteps - i * distance) - 1;
            }
            return timesteps;
        }
    },
    /** Equal distances with the first and the last timestep included; a single step visits the first. */
    LINSPACE {
        @Override
        int[] descending(int steps, int trainTimesteps) {
            int[] timesteps = new int[steps];
            double distance = steps == 1 ? 0 : (trainTimesteps - 1.0) / (steps - 1);
            for (int i = 0; i < steps; i++) {
                timesteps[i] = (int) Math.rint((steps - 1 - i) * distance);
            }
            return timesteps;
        }
    };

    /** Returns as many timesteps as {@code steps}, which must not exceed {@code trainTimesteps}. */
    abstract int[] descending(int steps, int trainTimesteps);
}
