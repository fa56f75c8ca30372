package dev.marigold.testkit;

import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Walks of a scheduler over random numbers that depend on a seed alone. */
final class ConformanceWalk {
    private ConformanceWalk() {}

    /** Returns the sample after each step of one walk. */
    static List<FloatTensor> walk(Scheduler scheduler, Shape shape, int steps, int seed) {
        Trajectory trajectory = scheduler.start(steps);
        NoiseSource noise = noise(seed);
        List<FloatTensor> samples = new ArrayList<>();
        FloatTensor sample = normal(shape, seed);
        for (int i = 0; i < trajectory.timesteps().length; i++) {
            sample = trajectory.step(normal(shape, 100 + i), sample, noise);
            samples.add(sample);
        }
        return samples;
    }

    /** Returns fresh draws, the same for the same seed. */
    static NoiseSource noise(int seed) {
        Random random = new Random(seed);
        return shape -> normal(shape, random.nextInt());
    }

    /** Returns standard normal values, the same for the same seed. */
    static FloatTensor normal(Shape shape, int seed) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatTensor.wrap(shape, values);
    }
}
