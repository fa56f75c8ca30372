package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with diffusers 0.40 on PyTorch 2.13 (CPU, single precision). */
class GoldenRunTest {
    /**
     * The reference keeps schedules in single precision: where a step divides by the root of {@code 1 - a_t} of about 1e-3, four
     * decimals are left. The largest deviation seen is 6.5e-5.
     */
    private static final float STEP_TOLERANCE = 1e-4f;

    /** Rounding of the cosine schedule's last alphas, about 0.001, to single precision; 4.4e-6 seen. */
    private static final float MIXING_TOLERANCE = 1e-5f;

    /** A thousand products of alphas rounded to single precision; 4.7e-7 seen. */
    private static final double SCHEDULE_TOLERANCE = 1e-6;

    private static final List<SchedulerProvider> PROVIDERS =
            List.of(new DdimSchedulerProvider(), new DdpmSchedulerProvider(), new LcmSchedulerProvider());

    static Stream<GoldenRun> runs() throws IOException {
        return GoldenRun.all();
    }

    static Stream<GoldenRun> runsWithNoisySamples() throws IOException {
        return GoldenRun.all().filter(run -> run.has("noisy"));
    }

    @Test
    void thereAreThirtyFourRuns() throws IOException {
        assertThat(GoldenRun.all()).hasSize(34);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void visitsTheTimestepsOfDiffusers(GoldenRun run) throws IOException {
        assertThat(scheduler(run).start(run.steps()).timesteps()).isEqualTo(run.timesteps("timesteps"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void walksWithDiffusersFromTheFirstStepToTheLast(GoldenRun run) throws IOException {
        FloatTensor outputs = run.tensor("model_output");
        FloatTensor noise = run.tensor("variance_noise");
        FloatTensor expected = run.tensor("prev_sample");
        FloatTensor sample = run.tensor("init");
        Trajectory trajectory = scheduler(run).start(run.steps());

        for (int i = 0; i < run.steps(); i++) {
            FloatTensor draw = noise.slice(i, i + 1);
            FloatTensor output = outputs.slice(i, i + 1).reshape(sample.shape());
            sample = trajectory.step(output, sample, draw::reshape);

            assertClose(sample, expected.slice(i, i + 1).reshape(sample.shape()), i);
        }
    }

    @ParameterizedTest
    @MethodSource("runsWithNoisySamples")
    void addsNoiseAsDiffusersDoes(GoldenRun run) throws IOException {
        FloatTensor noisy = NoiseSchedule.of(run.config())
                .addNoise(run.tensor("clean"), run.tensor("noise"), run.timesteps("add_noise_t"));

        assertThat(noisy.toArray())
                .usingComparatorWithPrecision(MIXING_TOLERANCE)
                .containsExactly(run.tensor("noisy").toArray());
    }

    @ParameterizedTest
    @MethodSource("runsWithNoisySamples")
    void derivesVelocityAsDiffusersDoes(GoldenRun run) throws IOException {
        FloatTensor velocity = NoiseSchedule.of(run.config())
                .velocity(run.tensor("clean"), run.tensor("noise"), run.timesteps("add_noise_t"));

        assertThat(velocity.toArray())
                .usingComparatorWithPrecision(MIXING_TOLERANCE)
                .containsExactly(run.tensor("velocity").toArray());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void hasTheScheduleOfDiffusers(GoldenRun run) throws IOException {
        NoiseSchedule schedule = NoiseSchedule.of(run.config());

        FloatTensor expected = run.tensor("alphas_cumprod");

        assertThat(schedule.trainTimesteps()).isEqualTo(1000);
        for (int t = 0; t < 1000; t++) {
            assertThat(schedule.level(t).alphaCumulative()).isCloseTo(expected.get(t), within(SCHEDULE_TOLERANCE));
        }
    }

    private static Scheduler scheduler(GoldenRun run) {
        return PROVIDERS.stream()
                .filter(provider -> provider.classNames().contains(run.config().className()))
                .findFirst()
                .orElseThrow()
                .create(run.config());
    }

    private static void assertClose(FloatTensor actual, FloatTensor expected, int step) {
        for (int i = 0; i < expected.shape().elementCount(); i++) {
            // Where diffusers divides by a signal of zero it returns infinities; so do we, with the same sign.
            if (Float.isInfinite(expected.get(i))) {
                assertThat(actual.get(i)).as("step %s, element %s", step, i).isEqualTo(expected.get(i));
            } else {
                assertThat(actual.get(i))
                        .as("step %s, element %s", step, i)
                        .isCloseTo(expected.get(i), within(STEP_TOLERANCE));
            }
        }
    }
}
