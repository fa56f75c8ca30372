package dev.marigold.testing;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import java.util.stream.IntStream;

/**
 * A scheduler one can compute by hand: the last step returns the network's output, every other one the mean of output and sample plus some
 * noise. Timesteps are evenly spaced from 999 on, at most 100 of them.
 *
 * @param noise how much of a fresh draw each but the last step adds; nothing is drawn if 0
 */
public record FakeSchedulerProvider(double noise) implements SchedulerProvider {
    private static final int MAX_STEPS = 100;

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public Scheduler create(SchedulerConfig config) {
        int first = config.integer("first_timestep", 999);
        return new Scheduler() {
            @Override
            public Trajectory start(int steps) {
                if (steps > MAX_STEPS) {
                    throw new IllegalArgumentException("steps must be in [1, " + MAX_STEPS + "], got " + steps);
                }
                return new Walk(
                        IntStream.range(0, steps)
                                .map(i -> first - i * (first / steps))
                                .toArray(),
                        noise);
            }
        };
    }

    private static final class Walk implements Trajectory {
        private final int[] timesteps;
        private final float noise;
        private int taken;

        Walk(int[] timesteps, double noise) {
            this.timesteps = timesteps;
            this.noise = (float) noise;
        }

        @Override
        public int[] timesteps() {
            return timesteps.clone();
        }

        @Override
        public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource source) {
            taken++;
            if (taken == timesteps.length) {
                return modelOutput;
            }
            float[] next = modelOutput.toArray();
            FloatTensor draw = noise == 0 ? sample : source.next(sample.shape());
            for (int i = 0; i < next.length; i++) {
                next[i] = (next[i] + sample.get(i)) / 2 + noise * draw.get(i);
            }
            return FloatTensor.wrap(sample.shape(), next);
        }
    }
}
