package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;

/** Calls a scheduler and refuses what is not a result. */
public final class CheckedScheduler {
    private static final int TRAINING_TIMESTEPS = 1000;

    private final String id;
    private final Scheduler scheduler;

    /**
     * Creates the check of one scheduler.
     *
     * @param id names the scheduler in messages
     */
    public CheckedScheduler(String id, Scheduler scheduler) {
        this.id = id;
        this.scheduler = scheduler;
    }

    /**
     * Returns the timesteps of a number of steps.
     *
     * @throws IllegalArgumentException if the scheduler has no walk of that many steps
     */
    public int[] timesteps(int steps) {
        return start(steps).timesteps();
    }

    Walk start(int steps) {
        Trajectory trajectory = scheduler.start(steps);
        return new Walk(trajectory, requireDecreasing(trajectory.timesteps()));
    }

    private int[] requireDecreasing(int[] timesteps) {
        int previous = TRAINING_TIMESTEPS;
        for (int timestep : timesteps) {
            if (timestep >= previous || timestep < 0) {
                throw badTimesteps(timesteps);
            }
            previous = timestep;
        }
        if (timesteps.length == 0) {
            throw badTimesteps(timesteps);
        }
        return timesteps;
    }

    private InferenceException badTimesteps(int[] timesteps) {
        return new InferenceException("Timesteps of scheduler '" + id + "' must be strictly decreasing in [0, "
                + TRAINING_TIMESTEPS + "), got " + Arrays.toString(timesteps));
    }

    /** One walk from noise to a sample. Confined to one thread. */
    final class Walk {
        private final Trajectory trajectory;
        private final int[] timesteps;

        private Walk(Trajectory trajectory, int[] timesteps) {
            this.trajectory = trajectory;
            this.timesteps = timesteps.clone();
        }

        int[] timesteps() {
            return timesteps.clone();
        }

        FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
            String who = "What scheduler '" + id + "' returns from step";
            FloatTensor next = trajectory.step(modelOutput, sample, noise);
            return PluginResults.requireFinite(who, PluginResults.requireShape(who, next, sample.shape()));
        }
    }
}
