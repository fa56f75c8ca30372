package dev.marigold.testkit;

import static dev.marigold.testkit.ConformanceTensors.copy;
import static dev.marigold.testkit.ConformanceTensors.normal;

import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A walk of a scheduler over random numbers that depend on a seed alone. */
final class ConformanceWalk {
    private final Trajectory trajectory;
    private final int seed;
    private final NoiseSource noise;
    private final List<FloatTensor> samples = new ArrayList<>();
    private FloatTensor sample;

    ConformanceWalk(Scheduler scheduler, Shape shape, int steps, int seed) {
        this.trajectory = scheduler.start(steps);
        this.seed = seed;
        this.noise = noise(seed);
        this.sample = normal(shape, seed);
    }

    /** Returns the sample after each step of one walk. */
    static List<FloatTensor> walk(Scheduler scheduler, Shape shape, int steps, int seed) {
        ConformanceWalk walk = new ConformanceWalk(scheduler, shape, steps, seed);
        while (!walk.isOver()) {
            walk.step();
        }
        return walk.samples();
    }

    boolean isOver() {
        return samples.size() == trajectory.timesteps().length;
    }

    void step() {
        FloatTensor output = normal(sample.shape(), 1000L * (seed + 1) + samples.size());
        sample = trajectory.step(output, sample, noise);
        samples.add(copy(sample));
    }

    /** Returns copies of the samples after each step so far. */
    List<FloatTensor> samples() {
        return samples;
    }

    /** Returns fresh draws, the same for the same seed. */
    static NoiseSource noise(int seed) {
        Random random = new Random(seed);
        return shape -> normal(shape, random.nextInt());
    }
}
