package dev.marigold.testkit;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
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
                    return created == 1 ? new ExampleScheduler() : new ShiftedScheduler(() -> 1);
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

    static class ReadsAKeyWhenAWalkStarts extends Obedient {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                @Override
                public Scheduler create(SchedulerConfig config) {
                    requireKnownPredictionType(config);
                    return new ShiftedScheduler(() -> config.integer("steps_offset", 0));
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
                    requireNonNull(config, "config");
                    return new ExampleScheduler();
                }
            };
        }
    }

    /** Where steps do not divide the training timesteps evenly. */
    static class TakesOneStepMore extends Obedient {
        @Override
        Scheduler scheduler() {
            return new ExampleScheduler() {
                @Override
                Trajectory walk(int[] timesteps) {
                    boolean even = TRAIN_TIMESTEPS % timesteps.length == 0;
                    return super.walk(even ? timesteps : evenTimesteps(timesteps.length + 1));
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

    /** A thread takes the output of its last step, whichever walk it was in, for that of the step before. */
    static class WalksOfAThreadShareTheirHistory extends Obedient {
        @Override
        Scheduler scheduler() {
            return new ExampleScheduler() {
                private final ThreadLocal<Optional<FloatTensor>> history = ThreadLocal.withInitial(Optional::empty);

                @Override
                Trajectory walk(int[] timesteps) {
                    return new Walk(timesteps) {
                        @Override
                        FloatTensor turn(FloatTensor velocity, FloatTensor sample, FloatTensor noise) {
                            FloatTensor before =
                                    history.get().filter(any -> taken > 0).orElse(velocity);
                            history.set(Optional.of(velocity));
                            return super.turn(before, sample, noise);
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

    static class CreatesFromNothing extends Obedient {
        @Override
        protected SchedulerProvider provider() {
            return new ExampleProvider() {
                @Override
                public Scheduler create(@Nullable SchedulerConfig config) {
                    return config == null ? new ExampleScheduler() : super.create(config);
                }
            };
        }
    }

    /** Starts some timesteps later. */
    private static final class ShiftedScheduler extends ExampleScheduler {
        private final IntSupplier shift;

        ShiftedScheduler(IntSupplier shift) {
            this.shift = shift;
        }

        @Override
        Trajectory walk(int[] timesteps) {
            int later = shift.getAsInt();
            return new Walk(Arrays.stream(timesteps).map(t -> t - later).toArray());
        }
    }
}
