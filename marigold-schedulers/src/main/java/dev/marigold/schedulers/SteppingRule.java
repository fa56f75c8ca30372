package dev.marigold.schedulers;

import dev.marigold.tensor.FloatTensor;

/** What sets one kind of scheduler apart: the timesteps it visits and what it does at each. Immutable and safe for use by several threads. */
interface SteppingRule {
    /**
     * Returns the timesteps of a walk, strictly decreasing.
     *
     * @param steps in [1, number of training timesteps]
     * @throws IllegalArgumentException if there is no walk of that many steps
     */
    int[] timesteps(int steps);

    /** Returns the sample at the following timestep. */
    FloatTensor next(Step step);
}
