package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.NoiseSource;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DdimSchedulerProviderTest {
    private static final Shape SINGLE = Shape.of(1, 1);
    private static final NoiseSource NO_DRAW = shape -> {
        throw new AssertionError("noise was drawn");
    };
    private static final SchedulerConfig V_1_1 = SchedulerConfig.of(
            "DDIMScheduler",
            Map.of(
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
                    "steps_offset",
                    1,
                    "clip_sample",
                    false));
    private static final SchedulerConfig V_1_0 =
            V_1_1.with("timestep_spacing", "leading").with("rescale_betas_zero_snr", false);

    @Test
    void aSingleStepOfVersion11LeavesAThirtiethOfTheNoise() {
        FloatTensor next = start(V_1_1, 1).step(single(-1), single(1), NO_DRAW);

        assertThat(next.get(0)).isCloseTo(0.999575f + 0.029155f, within(1e-6f));
    }

    @Test
    void theOffsetShiftsLeadingTimesteps() {
        assertThat(start(V_1_0, 1).timesteps()).containsExactly(1);
        assertThat(start(V_1_0, 5).timesteps()).containsExactly(801, 601, 401, 201, 1);
    }

    @Test
    void theOffsetDoesNotShiftTrailingTimesteps() {
        assertThat(start(V_1_1, 4).timesteps()).containsExactly(999, 749, 499, 249);
    }

    @Test
    void aPerfectNetworkLeadsToTheSampleWhateverTheNumberOfSteps() {
        NoiseSchedule schedule = NoiseSchedule.of(V_1_1);
        Scheduler scheduler = new DdimSchedulerProvider().create(V_1_1.with("set_alpha_to_one", true));

        for (int steps : new int[] {1, 2, 5, 10}) {
            Trajectory trajectory = scheduler.start(steps);
            FloatTensor sample = single(0.5f);
            for (int timestep : trajectory.timesteps()) {
                sample = trajectory.step(schedule.velocity(single(-0.25f), single(0.5f), timestep), sample, NO_DRAW);
            }
            assertThat(sample.get(0)).as("%s steps", steps).isCloseTo(-0.25f, within(1e-6f));
        }
    }

    @Test
    void etaDrawsOnceAtEveryStep() {
        Trajectory trajectory = start(V_1_1.with("eta", 1), 2);
        int[] draws = {0};
        for (int i = 0; i < 2; i++) {
            trajectory.step(single(0), single(1), shape -> {
                draws[0]++;
                return single(0);
            });
        }

        assertThat(draws[0]).isEqualTo(2);
    }

    @Test
    void refusesAnEtaOutsideItsRange() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> new DdimSchedulerProvider().create(V_1_1.with("eta", 1.5)))
                .withMessage("DDIMScheduler key 'eta' must be in [0, 1], got 1.5");
    }

    @Test
    void refusesMoreStepsThanTrainingTimesteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(V_1_1, 1001))
                .withMessage("steps must be in [1, 1000], got 1001");
    }

    @Test
    void refusesAWalkThatTheOffsetPushesPastTheLastTimestep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(V_1_0, 1000))
                .withMessage("steps must keep timesteps below 1000 with steps_offset 1, got 1000 that starts at 1000");
    }

    @Test
    void refusesOutputOfAnotherShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(V_1_1, 1).step(FloatTensor.copyOf(Shape.of(1), 1), single(1), NO_DRAW))
                .withMessage("modelOutput must have the shape of sample [1, 1], got [1]");
    }

    @Test
    void refusesNoiseOfAnotherShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(V_1_1.with("eta", 1), 1)
                        .step(single(1), single(1), shape -> FloatTensor.copyOf(Shape.of(1), 1)))
                .withMessage("noise must have the shape of sample [1, 1], got [1]");
    }

    @Test
    void refusesAStepTooMany() {
        Trajectory trajectory = start(V_1_1, 1);
        trajectory.step(single(1), single(1), NO_DRAW);

        assertThatIllegalStateException()
                .isThrownBy(() -> trajectory.step(single(1), single(1), NO_DRAW))
                .withMessage("step must be called 1 times, got one more");
    }

    @Test
    void refusesAnUnknownSpacing() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> new DdimSchedulerProvider().create(V_1_1.with("timestep_spacing", "karras")))
                .withMessage(
                        "DDIMScheduler key 'timestep_spacing' must be one of [leading, trailing, linspace], got 'karras'");
    }

    @Test
    void refusesAnUnknownPredictionType() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> new DdimSchedulerProvider().create(V_1_1.with("prediction_type", "flow")))
                .withMessage(
                        "DDIMScheduler key 'prediction_type' must be one of [epsilon, sample, v_prediction], got 'flow'");
    }

    private static Trajectory start(SchedulerConfig config, int steps) {
        return new DdimSchedulerProvider().create(config).start(steps);
    }

    private static FloatTensor single(float value) {
        return FloatTensor.copyOf(SINGLE, value);
    }
}
