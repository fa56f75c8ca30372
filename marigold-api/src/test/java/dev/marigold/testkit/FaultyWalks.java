package dev.marigold.testkit;

import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kit applied to schedulers whose walks break one rule each; {@link SchedulerKitTest} expects them to fail. */
final class FaultyWalks {
    private FaultyWalks() {}

    /** Breaks single walks. */
    abstract static class WithFaultyWalk extends FaultySchedulers.Obedient {
        abstract Trajectory walk(int[] timesteps);

        @Override
        Scheduler scheduler() {
            return new ExampleScheduler() {
                @Override
                Trajectory walk(int[] timesteps) {
                    return WithFaultyWalk.this.walk(timesteps);
                }
            };
        }
    }

    static class RepeatsATimestep extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            timesteps[timesteps.length - 1] = timesteps[0];
            return new ExampleScheduler.Walk(timesteps);
        }
    }

    static class HandsOutItsTimesteps extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                public int[] timesteps() {
                    return timesteps;
                }
            };
        }
    }

    static class EndsInNaN extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                FloatTensor turn(FloatTensor velocity, FloatTensor sample, FloatTensor noise) {
                    float[] next = super.turn(velocity, sample, noise).toArray();
                    if (taken == timesteps.length) {
                        Arrays.fill(next, Float.NaN);
                    }
                    return FloatTensor.wrap(sample.shape(), next);
                }
            };
        }
    }

    static class ReusesItsBuffer extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                private float[] buffer = {};

                @Override
                FloatTensor turn(FloatTensor velocity, FloatTensor sample, FloatTensor noise) {
                    FloatTensor next = super.turn(velocity, sample, noise);
                    if (buffer.length == 0) {
                        buffer = next.toArray();
                    }
                    next.copyTo(0, buffer, 0, buffer.length);
                    return FloatTensor.wrap(next.shape(), buffer);
                }
            };
        }
    }

    static class CountsRefusedSteps extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
                    if (!modelOutput.shape().equals(sample.shape())) {
                        taken++;
                    }
                    return super.step(modelOutput, sample, noise);
                }
            };
        }
    }

    static class StartsAgainAfterTheLastStep extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
                    taken %= timesteps.length;
                    return super.step(modelOutput, sample, noise);
                }
            };
        }
    }

    static class CentresTheBatch extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                FloatTensor turn(FloatTensor velocity, FloatTensor sample, FloatTensor noise) {
                    float[] next = super.turn(velocity, sample, noise).toArray();
                    float first = next[0];
                    for (int i = 0; i < next.length; i++) {
                        next[i] -= first;
                    }
                    return FloatTensor.wrap(sample.shape(), next);
                }
            };
        }
    }

    static class DrawsTwice extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, NoiseSource noise) {
                    FloatTensor next = super.step(modelOutput, sample, noise);
                    noise.next(sample.shape());
                    return next;
                }
            };
        }
    }

    static class TakesNullForZeros extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                public FloatTensor step(FloatTensor modelOutput, @Nullable FloatTensor sample, NoiseSource noise) {
                    Shape shape = modelOutput.shape();
                    FloatTensor zeros = FloatTensor.wrap(shape, new float[Math.toIntExact(shape.elementCount())]);
                    return super.step(modelOutput, sample == null ? zeros : sample, noise);
                }
            };
        }
    }

    static class NeedsNoNoise extends WithFaultyWalk {
        @Override
        Trajectory walk(int[] timesteps) {
            return new ExampleScheduler.Walk(timesteps) {
                @Override
                public FloatTensor step(FloatTensor modelOutput, FloatTensor sample, @Nullable NoiseSource noise) {
                    return super.step(modelOutput, sample, noise == null ? shape -> sample : noise);
                }
            };
        }
    }
}
