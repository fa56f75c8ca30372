package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls a scheduler and refuses what is not a result. */
public final class CheckedScheduler {
    private final String id;
    private final Scheduler scheduler;
    private final int trainingTimesteps;

    /**
     * Creates the check of one scheduler.
     *
     * @param id names the scheduler in messages
     * @param trainingTimesteps what all timesteps must be below
     */
    public CheckedScheduler(String id, Scheduler scheduler, int trainingTimesteps) {
        this.id = id;
        this.scheduler = scheduler;
        this.trainingTimesteps = trainingTimesteps;
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
        @Nullable Trajectory trajectory = scheduler.start(steps);
        if (trajectory == null) {
            throw new InferenceException(
                    "What scheduler '" + id + "' returns from start must be a trajectory, got null");
        }
        return new Walk(trajectory, requireDecreasing(trajectory.timesteps()));
    }

    private int[] requireDecreasing(int @Nullable [] timesteps) {
        if (timesteps == null || timesteps.length == 0) {
            throw badTimesteps(timesteps);
        }
        int previous = trainingTimesteps;
        for (int timestep : timesteps) {
            if (timestep >= previous || timestep < 0) {
                throw badTimesteps(timesteps);
            }
            previous = timestep;
        }
        return timesteps;
    }

    private InferenceException badTimesteps(int @Nullable [] timesteps) {
        return new InferenceException("Timesteps of scheduler '" + id + "' must be strictly decreasing in [0, "
                + trainingTimesteps + "), got " + Arrays.toString(timesteps));
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
            FloatTensor next =
                    PluginResults.of("Scheduler '" + id + "'", () -> trajectory.step(modelOutput, sample, noise));
            return PluginResults.requireFinite(who, PluginResults.requireShape(who, next, sample.shape()));
        }
    }
}
