package dev.marigold.testkit;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kit applied to schedulers that break one rule each; {@link SchedulerKitTest} expects them to fail. */
final class FaultySchedulers {
    private FaultySchedulers() {}

    private static class ExampleProvider implements SchedulerProvider {
        @Override
        public String id() {
            return "example";
        }

        @Override
        public Scheduler create(SchedulerConfig config) {
            requireKnownPredictionType(config);
            return new ExampleScheduler();
        }

        static void requireKnownPredictionType(SchedulerConfig config) {
            String type = config.text("prediction_type", "v_prediction");
            if (!type.equals("v_prediction")) {
                throw new ModelLoadException("key 'prediction_type' must be v_prediction, got '" + type + "'");
            }
        }
    }

    static class Obedient extends SchedulerConformance {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                @Override
                public Scheduler create(SchedulerConfig config) {
                    requireKnownPredictionType(config);
                    return scheduler();
                }
            };
        }

        Scheduler scheduler() {
            return new ExampleScheduler();
        }

        @Override
        protected boolean isDiscoverable() {
            return false;
        }
    }

    /** Breaks single walks. */
    abstract static class WithFaultyWalk extends Obedient {
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

    static class IdWithSpaces extends Obedient {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                @Override
                public String id() {
                    return "an example";
                }
            };
        }
    }

    static class Unregistered extends Obedient {
        @Override
        protected boolean isDiscoverable() {
            return true;
        }
    }

    static class EveryOtherSchedulerDiffers extends Obedient {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                private int created;

                @Override
                public Scheduler create(SchedulerConfig config) {
                    requireKnownPredictionType(config);
                    created++;
                    return created == 1 ? new ExampleScheduler() : new ShiftedScheduler();
                }
            };
        }
    }

    static class RefusesUnknownKeys extends Obedient {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                @Override
                public Scheduler create(SchedulerConfig config) {
                    if (config.values().containsKey("written_by")) {
                        throw new ModelLoadException("key 'written_by' is not known");
                    }
                    return super.create(config);
                }
            };
        }
    }

    static class AcceptsAnyPredictionType extends Obedient {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                @Override
                public Scheduler create(SchedulerConfig config) {
                    return new ExampleScheduler();
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

    static class AcceptsAnyStepCount extends Obedient {
        @Override
        Scheduler scheduler() {
            return new ExampleScheduler() {
                @Override
                public Trajectory start(int steps) {
                    return super.start(Math.max(1, Math.min(steps, TRAIN_TIMESTEPS)));
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

    static class WalksShareACounter extends Obedient {
        @Override
        Scheduler scheduler() {
            return new ExampleScheduler() {
                private final ThreadLocal<Integer> steps = ThreadLocal.withInitial(() -> 0);

                @Override
                Trajectory walk(int[] timesteps) {
                    steps.set(0);
                    return new Walk(timesteps) {
                        @Override
                        FloatTensor turn(FloatTensor velocity, FloatTensor sample, FloatTensor noise) {
                            steps.set(steps.get() + 1);
                            return super.turn(velocity, sample, scaled(noise, steps.get()));
                        }
                    };
                }
            };
        }
    }

    private static FloatTensor scaled(FloatTensor tensor, int factor) {
        float[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return FloatTensor.wrap(tensor.shape(), values);
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

    static class BoundToItsThread extends Obedient {
        @Override
        Scheduler scheduler() {
            Thread owner = Thread.currentThread();
            return new ExampleScheduler() {
                @Override
                public Trajectory start(int steps) {
                    if (Thread.currentThread() != owner) {
                        throw new IllegalStateException("start must be called on " + owner);
                    }
                    return super.start(steps);
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

    /** Starts one timestep later. */
    private static final class ShiftedScheduler extends ExampleScheduler {
        @Override
        Trajectory walk(int[] timesteps) {
            int[] shifted =
                    Arrays.stream(timesteps).map(timestep -> timestep - 1).toArray();
            return new Walk(shifted);
        }
    }
}
