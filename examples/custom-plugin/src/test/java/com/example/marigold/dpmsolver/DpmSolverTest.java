package com.example.marigold.dpmsolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.schedulers.NoiseLevel;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DpmSolverTest {
    private static final Shape ONE = Shape.of(1, 1);
    private static final double MEAN = 0.3;
    private static final double VARIANCE = 0.04;
    private static final double START = 0.8;
    private static final NoiseSource NO_NOISE = shape -> {
        throw new AssertionError("the walk is deterministic");
    };
    private static final SchedulerConfig PLAIN = SchedulerConfig.of(
            "DPMSolverMultistepScheduler",
            Map.of(
                    "beta_start",
                    0.00085,
                    "beta_end",
                    0.012,
                    "beta_schedule",
                    "scaled_linear",
                    "prediction_type",
                    "v_prediction"));

    @Test
    void aSingleStepReturnsTheEstimateOfTheNetwork() {
        SchedulerConfig config = PLAIN.with("timestep_spacing", "trailing").with("prediction_type", "sample");
        Trajectory walk = new DpmSolverProvider().create(config).start(1);

        FloatTensor result = walk.step(FloatTensor.copyOf(ONE, 0.25f), FloatTensor.copyOf(ONE, -3), NO_NOISE);

        assertThat(walk.timesteps()).containsExactly(999);
        assertThat(result.get(0)).isEqualTo(0.25f);
    }

    /** Samples of a normal distribution have an optimal network in closed form, and so has the solution that a walk approximates. */
    @Test
    void theErrorFallsWithTheSquareOfTheNumberOfSteps() {
        double error20 = errorHalfWay(20);
        double error40 = errorHalfWay(40);
        double error80 = errorHalfWay(80);

        assertThat(error20 / error40).isBetween(3.0, 6.0);
        assertThat(error40 / error80).isBetween(3.0, 6.0);
        assertThat(error80).isLessThan(1e-4);
    }

    @ParameterizedTest
    @CsvSource({
        "trailing, 4, 999 749 499 249",
        "leading, 4, 801 601 401 201",
        "linspace, 4, 999 749 500 250",
        "linspace, 1, 999",
        "trailing, 3, 999 666 332"
    })
    void timestepsAreThoseOfDiffusers(String spacing, int steps, String expected) {
        SchedulerConfig config = PLAIN.with("timestep_spacing", spacing).with("steps_offset", 1);

        int[] timesteps = new DpmSolverProvider().create(config).start(steps).timesteps();

        assertThat(timesteps)
                .containsExactly(Arrays.stream(expected.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @Test
    void stepsThatWouldRepeatATimestepAreRefused() {
        Scheduler scheduler = new DpmSolverProvider().create(PLAIN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.start(1000))
                .withMessage(
                        "steps must leave room for distinct timesteps, spaced as LINSPACE with offset 0, got 1000");
    }

    /** As the command line reads it, as a program may say it, and as JSON may have it. */
    @ParameterizedTest
    @MethodSource
    void aNumberIsTheSameWhateverItsType(Number order) {
        assertThat(new DpmSolverProvider()
                        .create(PLAIN.with("solver_order", order))
                        .start(4)
                        .timesteps())
                .isEqualTo(new DpmSolverProvider().create(PLAIN).start(4).timesteps());
    }

    static Stream<Number> aNumberIsTheSameWhateverItsType() {
        return Stream.of(2, 2L, 2.0);
    }

    @ParameterizedTest
    @MethodSource
    void otherVariantsOfTheAlgorithmAreRefused(String key, Object value, String supported) {
        SchedulerConfig config = PLAIN.with(key, value);

        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> new DpmSolverProvider().create(config))
                .withMessage("DPMSolverMultistepScheduler key '" + key + "' must be " + supported + ", got " + value);
    }

    static Stream<Arguments> otherVariantsOfTheAlgorithmAreRefused() {
        return Stream.of(
                arguments("algorithm_type", "sde-dpmsolver++", "dpmsolver++"),
                arguments("lambda_min_clipped", -5.1, "-Infinity"),
                arguments("variance_type", "learned_range", "fixed"),
                arguments("use_exponential_sigmas", true, "false"),
                arguments("use_beta_sigmas", true, "false"),
                arguments("use_flow_sigmas", true, "false"));
    }

    /** As a file has it that was written for another scheduler. */
    @Test
    void theKindOfAFixedVarianceChangesNothing() {
        assertThatCode(() -> new DpmSolverProvider().create(PLAIN.with("variance_type", "fixed_small")))
                .doesNotThrowAnyException();
    }

    private static double errorHalfWay(int steps) {
        NoiseSchedule schedule = NoiseSchedule.of(PLAIN);
        Trajectory walk = new DpmSolverProvider().create(PLAIN).start(steps);
        int[] timesteps = walk.timesteps();
        FloatTensor sample = FloatTensor.copyOf(ONE, (float) exact(schedule.level(timesteps[0])));
        for (int i = 0; i < steps / 2; i++) {
            double velocity = optimalVelocity(sample.get(0), schedule.level(timesteps[i]));
            sample = walk.step(FloatTensor.copyOf(ONE, (float) velocity), sample, NO_NOISE);
        }
        return Math.abs(sample.get(0) - exact(schedule.level(timesteps[steps / 2])));
    }

    /** The marginal at each level is normal; the flow keeps a sample at its number of standard deviations from the mean. */
    private static double exact(NoiseLevel level) {
        return level.signal() * MEAN + START * Math.sqrt(variance(level));
    }

    private static double optimalVelocity(double sample, NoiseLevel level) {
        double deviation = (sample - level.signal() * MEAN) / variance(level);
        double original = MEAN + level.signal() * VARIANCE * deviation;
        double noise = level.noise() * deviation;
        return level.signal() * noise - level.noise() * original;
    }

    private static double variance(NoiseLevel level) {
        return level.alphaCumulative() * VARIANCE + 1 - level.alphaCumulative();
    }
}
