package dev.marigold.testkit;

import static dev.marigold.testkit.ConformanceTensors.copy;
import static dev.marigold.testkit.ConformanceTensors.normal;
import static dev.marigold.testkit.ConformanceWalk.noise;
import static dev.marigold.testkit.ConformanceWalk.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules every {@link SchedulerProvider} must obey, numbered as in {@code docs/spi.md}. Subclass it in your tests:
 *
 * <pre>{@code
 * class MySchedulerConformanceTest extends SchedulerConformance {
 *     @Override
 *     protected SchedulerProvider provider() {
 *         return new MySchedulerProvider();
 *     }
 * }
 * }</pre>
 *
 * The network is replaced by recorded random outputs, so no checkpoint is needed.
 */
public abstract class SchedulerConformance {
    private static final Shape SHAPE = Shape.of(3, 4, 5, 7);
    private static final int THREADS = 8;
    private static final int WALKS = 10;
    private static final String WELL_FORMED = "[a-z][a-z0-9-]*";

    /** Creates the kit; JUnit calls it. */
    protected SchedulerConformance() {}

    /** Returns a new provider under test. */
    protected abstract SchedulerProvider provider();

    /**
     * Returns the configuration to test with; by default that of the published checkpoints of version 1.1. Override it if your scheduler
     * needs keys of its own.
     */
    protected SchedulerConfig config() {
        String className = provider().classNames().stream().sorted().findFirst().orElse("SchedulerConformance");
        return SchedulerConfig.of(
                className,
                Map.of(
                        "num_train_timesteps",
                        1000,
                        "beta_start",
                        0.00085,
                        "beta_end",
                        0.012,
                        "beta_schedule",
                        "scaled_linear",
                        "prediction_type",
                        "v_prediction",
                        "timestep_spacing",
                        "trailing",
                        "rescale_betas_zero_snr",
                        true,
                        "set_alpha_to_one",
                        false,
                        "clip_sample",
                        false));
    }

    /** Returns the numbers of steps to walk; override it if your scheduler has no walk of some of them. */
    protected List<Integer> stepCounts() {
        return List.of(1, 2, 3, 4, 7, 10, 50, 61);
    }

    /** Returns how many timesteps a walk visits; override it if your scheduler evaluates the network more or less than once a step. */
    protected int timestepCount(int steps) {
        return steps;
    }

    /** Returns whether the provider is registered for discovery; override it to skip SCHED-2 for one that is passed to the builder only. */
    protected boolean isDiscoverable() {
        return true;
    }

    /**
     * Returns whether each entry of a batch is stepped on its own; override it to skip SCHED-14 if your scheduler couples them on purpose.
     */
    protected boolean stepsEntriesIndependently() {
        return true;
    }

    @Test
    @DisplayName("SCHED-1 id is well-formed and stable")
    void idIsWellFormed() {
        assertThat(provider().id()).matches(WELL_FORMED).isEqualTo(provider().id());
    }

    @Test
    @DisplayName("SCHED-2 ServiceLoader finds the provider once, and nobody else under its id or class names")
    void isDiscoverableOnce() {
        assumeTrue(isDiscoverable(), "the provider is not registered on purpose");
        SchedulerProvider provider = provider();
        List<String> ids = new ArrayList<>();
        List<String> classNames = new ArrayList<>();

        for (SchedulerProvider found :
                ServiceLoader.load(SchedulerProvider.class, provider.getClass().getClassLoader())) {
            ids.add(found.id());
            classNames.addAll(found.classNames());
        }

        assertThat(ids).as("ids that ServiceLoader finds").containsOnlyOnce(provider.id());
        assertThat(classNames).as("class names that ServiceLoader finds").doesNotHaveDuplicates();
        assertThat(classNames).containsAll(provider.classNames());
    }

    @Test
    @DisplayName("SCHED-3 a provider creates equal schedulers from equal configurations")
    void createsEqualSchedulers() {
        SchedulerProvider provider = provider();

        Scheduler first = provider.create(config());
        Scheduler second = provider.create(config());

        assertThat(walk(second, SHAPE, someSteps(), 1)).isEqualTo(walk(first, SHAPE, someSteps(), 1));
    }

    @Test
    @DisplayName("SCHED-4 keys that the scheduler does not know are ignored")
    void ignoresUnknownKeys() {
        Scheduler plain = provider().create(config());

        Scheduler decorated =
                provider().create(config().with("skip_prk_steps", true).with("written_by", "a later version"));

        assertThat(walk(decorated, SHAPE, someSteps(), 1)).isEqualTo(walk(plain, SHAPE, someSteps(), 1));
    }

    @Test
    @DisplayName("SCHED-4 keys are read when the scheduler is created")
    void readsKeysAtOnce() {
        Set<String> reads = new TreeSet<>();
        Scheduler scheduler = provider().create(config().tellingReads(reads::add));
        Set<String> atOnce = Set.copyOf(reads);

        stepCounts().forEach(steps -> walk(scheduler, SHAPE, steps, 1));

        assertThat(reads).isEqualTo(atOnce);
    }

    @Test
    @DisplayName("SCHED-5 an unknown prediction type is refused with a ModelLoadException that names the key")
    void refusesUnknownPredictionType() {
        SchedulerConfig config = config().with("prediction_type", "no-such-type");

        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> provider().create(config))
                .withMessageContaining("prediction_type")
                .withMessageContaining("no-such-type");
    }

    @Test
    @DisplayName("SCHED-6 there are as many timesteps as steps, strictly decreasing and inside the training timesteps")
    void timestepsDecrease() {
        for (int steps : stepCounts()) {
            int[] timesteps = scheduler().start(steps).timesteps();

            assertThat(timesteps).as("timesteps of %s steps", steps).hasSize(timestepCount(steps));
            for (int i = 0; i < timesteps.length; i++) {
                assertThat(timesteps[i]).as("timestep %s of %s steps", i, steps).isBetween(0, trainTimesteps() - 1);
                assertThat(i == 0 || timesteps[i] < timesteps[i - 1])
                        .as("timestep %s of %s steps is below the one before it", i, steps)
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("SCHED-7 changing the returned timesteps does not change the walk")
    void timestepsAreACopy() {
        Trajectory trajectory = scheduler().start(someSteps());
        int[] expected = trajectory.timesteps().clone();

        trajectory.timesteps()[0] = -1;

        assertThat(trajectory.timesteps()).isEqualTo(expected);
    }

    @Test
    @DisplayName("SCHED-8 a step keeps the shape and returns finite values")
    void stepsKeepShapeAndAreFinite() {
        for (int steps : stepCounts()) {
            for (FloatTensor sample : walk(scheduler(), SHAPE, steps, steps)) {
                assertThat(sample.shape()).isEqualTo(SHAPE);
                assertThat(sample.isFinite())
                        .as("a sample of a walk of %s steps is finite", steps)
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("SCHED-9 arguments are left unchanged, and so are earlier results")
    void argumentsAndResultsAreLeftUnchanged() {
        Trajectory trajectory = scheduler().start(someSteps());
        List<FloatTensor> given = new ArrayList<>();
        List<FloatTensor> before = new ArrayList<>();

        FloatTensor sample = normal(SHAPE, 1);
        for (int i = 0; i < trajectory.timesteps().length; i++) {
            FloatTensor output = normal(SHAPE, 10 + i);
            FloatTensor draw = normal(SHAPE, 100 + i);
            for (FloatTensor argument : List.of(output, sample, draw)) {
                given.add(argument);
                before.add(copy(argument));
            }
            sample = trajectory.step(output, sample, shape -> draw);

            assertThat(given).as("arguments up to step %s", i).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("SCHED-10 a walk without steps is refused, and one of more steps than training timesteps")
    void refusesImpossibleStepCounts() {
        for (int steps : new int[] {Integer.MIN_VALUE, -1, 0, trainTimesteps() + 1, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .as("start(%s)", steps)
                    .isThrownBy(() -> scheduler().start(steps))
                    .withMessageContaining(Integer.toString(steps));
        }
    }

    @Test
    @DisplayName("SCHED-11 an output of another shape than the sample is refused and the step can be repeated")
    void refusesOtherShapes() {
        Trajectory trajectory = scheduler().start(someSteps());
        FloatTensor expected = scheduler().start(someSteps()).step(normal(SHAPE, 1), normal(SHAPE, 2), noise(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trajectory.step(normal(Shape.of(3, 4, 7, 5), 1), normal(SHAPE, 2), noise(3)));

        assertThat(trajectory.step(normal(SHAPE, 1), normal(SHAPE, 2), noise(3)))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("SCHED-12 a step after the last is refused")
    void refusesStepAfterTheLast() {
        for (int steps : stepCounts()) {
            Trajectory trajectory = scheduler().start(steps);
            for (int i = trajectory.timesteps().length; i > 0; i--) {
                trajectory.step(normal(SHAPE, 1), normal(SHAPE, 2), noise(3));
            }

            assertThatIllegalStateException()
                    .as("step after %s steps", steps)
                    .isThrownBy(() -> trajectory.step(normal(SHAPE, 1), normal(SHAPE, 2), noise(3)));
        }
    }

    @Test
    @DisplayName("SCHED-13 walks of one scheduler are independent, and equal noise gives equal results")
    void walksAreIndependent() {
        Scheduler scheduler = scheduler();
        ConformanceWalk first = new ConformanceWalk(scheduler, SHAPE, someSteps(), 1);
        ConformanceWalk second = new ConformanceWalk(scheduler, SHAPE, someSteps(), 2);

        while (!first.isOver()) {
            first.step();
            second.step();
        }

        assertThat(first.samples()).isEqualTo(walk(scheduler, SHAPE, someSteps(), 1));
        assertThat(second.samples()).isEqualTo(walk(scheduler, SHAPE, someSteps(), 2));
    }

    @Test
    @DisplayName("SCHED-14 an entry of a batch is stepped as if it were alone")
    void entriesOfABatchAreIndependent() {
        assumeTrue(stepsEntriesIndependently(), "the scheduler couples the entries of a batch on purpose");
        Trajectory together = scheduler().start(someSteps());
        Trajectory alone = scheduler().start(someSteps());

        for (int i = 0; i < together.timesteps().length; i++) {
            FloatTensor output = normal(SHAPE, 10 + i);
            FloatTensor sample = normal(SHAPE, 20 + i);
            FloatTensor draw = normal(SHAPE, 30 + i);

            FloatTensor batch = together.step(output, sample, shape -> draw);
            FloatTensor entry = alone.step(output.slice(1, 2), sample.slice(1, 2), shape -> draw.slice(1, 2));

            assertThat(batch.slice(1, 2)).as("step %s", i).isEqualTo(entry);
        }
    }

    @Test
    @DisplayName("SCHED-15 a step asks for at most one draw, of the shape of the sample")
    void drawsAtMostOnce() {
        for (int steps : stepCounts()) {
            Trajectory trajectory = scheduler().start(steps);
            for (int i = 0; i < trajectory.timesteps().length; i++) {
                List<Shape> draws = new ArrayList<>();
                trajectory.step(normal(SHAPE, 1), normal(SHAPE, 2), shape -> {
                    draws.add(shape);
                    return normal(shape, 3);
                });

                assertThat(draws)
                        .as("draws of step %s of %s", i, steps)
                        .hasSizeLessThan(2)
                        .allMatch(SHAPE::equals);
            }
        }
    }

    @Test
    @DisplayName("SCHED-16 eight threads that share a scheduler walk as one thread does")
    void isSafeForSeveralThreads() throws InterruptedException, ExecutionException {
        Scheduler scheduler = scheduler();
        List<Callable<List<FloatTensor>>> walks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int seed = thread;
            walks.add(() -> repeatedWalk(scheduler, seed));
        }

        List<List<FloatTensor>> results = ConformanceThreads.together(THREADS, walks);

        for (int seed = 0; seed < THREADS; seed++) {
            assertThat(results.get(seed)).as("walks of thread %s", seed).isEqualTo(repeatedWalk(scheduler(), seed));
        }
    }

    @Test
    @DisplayName("SCHED-17 null arguments are refused")
    // The rule is about callers without static null analysis.
    @SuppressWarnings("NullAway")
    void refusesNulls() {
        FloatTensor tensor = normal(SHAPE, 1);

        assertThatNullPointerException()
                .isThrownBy(() -> scheduler().start(someSteps()).step(null, tensor, noise(1)));
        assertThatNullPointerException()
                .isThrownBy(() -> scheduler().start(someSteps()).step(tensor, null, noise(1)));
        assertThatNullPointerException()
                .isThrownBy(() -> scheduler().start(someSteps()).step(tensor, tensor, null));
        assertThatNullPointerException().isThrownBy(() -> provider().create(null));
    }

    private Scheduler scheduler() {
        return provider().create(config());
    }

    private int trainTimesteps() {
        return config().integer("num_train_timesteps", 1000);
    }

    private int someSteps() {
        return stepCounts().get(stepCounts().size() / 2);
    }

    private List<FloatTensor> repeatedWalk(Scheduler scheduler, int seed) {
        List<FloatTensor> samples = new ArrayList<>();
        for (int repetition = 0; repetition < WALKS; repetition++) {
            int steps = stepCounts().get((seed + repetition) % stepCounts().size());
            samples.addAll(walk(scheduler, SHAPE, steps, seed));
        }
        return samples;
    }
}
