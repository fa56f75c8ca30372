package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseScheduleTest {
    private static final SchedulerConfig PLAIN = SchedulerConfig.of(
            "DDIMScheduler", Map.of("beta_start", 0.00085, "beta_end", 0.012, "beta_schedule", "scaled_linear"));

    /** The published table has six decimals at most. */
    private static final double TABLE_PERCENTAGE = 0.01;

    @ParameterizedTest
    @CsvSource({
        "0, 0.99915, 0.99915",
        "1, 0.998296, 0.9982334",
        "99, 0.895463, 0.8880859",
        "249, 0.675432, 0.6541890",
        "499, 0.277670, 0.2423592",
        "749, 0.0566235, 0.0331715",
        "979, 0.00591277, 8.5788e-5"
    })
    void hasTheProductsOfThePublishedCheckpoints(int timestep, double plain, double zeroSnr) {
        NoiseSchedule rescaled = NoiseSchedule.of(PLAIN.with("rescale_betas_zero_snr", true));

        assertThat(NoiseSchedule.of(PLAIN).level(timestep).alphaCumulative())
                .isCloseTo(plain, withinPercentage(TABLE_PERCENTAGE));
        assertThat(rescaled.level(timestep).alphaCumulative()).isCloseTo(zeroSnr, withinPercentage(TABLE_PERCENTAGE));
    }

    @Test
    void rescalingLeavesNoSignalAtTheLastTimestepAndTheFirstAsItWas() {
        NoiseSchedule rescaled = NoiseSchedule.of(PLAIN.with("rescale_betas_zero_snr", true));

        assertThat(rescaled.level(999)).isEqualTo(new NoiseLevel(0));
        assertThat(rescaled.level(0).alphaCumulative())
                .isCloseTo(NoiseSchedule.of(PLAIN).level(0).alphaCumulative(), within(1e-15));
    }

    @Test
    void absentKeysTakeTheDefaultsOfDiffusers() {
        NoiseSchedule schedule = NoiseSchedule.of(SchedulerConfig.of("DDIMScheduler", Map.of()));

        assertThat(schedule.trainTimesteps()).isEqualTo(1000);
        assertThat(schedule.level(0).alphaCumulative()).isCloseTo(1 - 0.0001, within(1e-15));
        assertThat(schedule.level(1).alphaCumulative())
                .isCloseTo((1 - 0.0001) * (1 - 0.0001 - 0.0199 / 999), within(1e-15));
    }

    @Test
    void trainedBetasReplaceTheSchedule() {
        NoiseSchedule schedule =
                NoiseSchedule.of(PLAIN.with("num_train_timesteps", 3).with("trained_betas", List.of(0.5, 0.25, 1)));

        assertThat(schedule.level(0).alphaCumulative()).isEqualTo(0.5);
        assertThat(schedule.level(1).alphaCumulative()).isEqualTo(0.375);
        assertThat(schedule.level(2).alphaCumulative()).isZero();
    }

    @Test
    void aSingleTrainingTimestepHasTheFirstBeta() {
        NoiseSchedule schedule = NoiseSchedule.of(PLAIN.with("num_train_timesteps", 1));

        assertThat(schedule.level(0).alphaCumulative()).isCloseTo(1 - 0.00085, within(1e-15));
    }

    @Test
    void mixesEachEntryAtItsOwnTimestep() {
        NoiseSchedule schedule = NoiseSchedule.of(PLAIN);
        FloatTensor samples = FloatTensor.copyOf(Shape.of(3, 2), 1, -2, 3, -4, 5, -6);
        FloatTensor noise = FloatTensor.copyOf(Shape.of(3, 2), -6, 5, -4, 3, -2, 1);
        int[] timesteps = {999, 0, 500};

        FloatTensor noisy = schedule.addNoise(samples, noise, timesteps);
        FloatTensor velocities = schedule.velocity(samples, noise, timesteps);

        for (int b = 0; b < timesteps.length; b++) {
            FloatTensor sample = samples.slice(b, b + 1);
            FloatTensor epsilon = noise.slice(b, b + 1);
            assertThat(noisy.slice(b, b + 1)).isEqualTo(schedule.addNoise(sample, epsilon, timesteps[b]));
            assertThat(velocities.slice(b, b + 1)).isEqualTo(schedule.velocity(sample, epsilon, timesteps[b]));
        }
        assertThat(timesteps).containsExactly(999, 0, 500);
    }

    @Test
    void mixesAnEmptyBatch() {
        FloatTensor empty = FloatTensor.copyOf(Shape.of(0, 4));

        assertThat(NoiseSchedule.of(PLAIN).addNoise(empty, empty)).isEqualTo(empty);
    }

    @Test
    void namesTheTimestepThatIsOutOfRange() {
        FloatTensor two = FloatTensor.copyOf(Shape.of(2, 1), 1, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoiseSchedule.of(PLAIN).addNoise(two, two, 0, 1000))
                .withMessage("timesteps must be in [0, 1000), got 1000");
    }

    @Test
    void namesTheNumberOfTimestepsThatDoesNotFitTheBatch() {
        FloatTensor two = FloatTensor.copyOf(Shape.of(2, 1), 1, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoiseSchedule.of(PLAIN).velocity(two, two, 0))
                .withMessage("timesteps must have one entry for each of samples [2, 1], got 1");
    }

    @Test
    void namesBothShapesThatDiffer() {
        FloatTensor column = FloatTensor.copyOf(Shape.of(2, 1), 1, 2);
        FloatTensor row = FloatTensor.copyOf(Shape.of(1, 2), 1, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoiseSchedule.of(PLAIN).addNoise(column, row, 0, 1))
                .withMessage("noise must have the shape of samples [2, 1], got [1, 2]");
    }

    @Test
    void refusesTrainedBetasOfAnotherNumber() {
        assertRefused(
                PLAIN.with("trained_betas", List.of(0.5)),
                "DDIMScheduler key 'trained_betas' must be a list of num_train_timesteps = 1000 numbers, got 1 numbers");
    }

    @Test
    void refusesTrainedBetasThatEraseTheSampleTooEarly() {
        assertRefused(
                PLAIN.with("num_train_timesteps", 2).with("trained_betas", List.of(1, 0.5)),
                "DDIMScheduler key 'trained_betas' must be in (0, 1), or 1 at the last timestep, got 1.0 at timestep 0");
    }

    @Test
    void refusesAnUnknownBetaSchedule() {
        assertRefused(
                PLAIN.with("beta_schedule", "sigmoid"),
                "DDIMScheduler key 'beta_schedule' must be one of [linear, scaled_linear, squaredcos_cap_v2], got 'sigmoid'");
    }

    @Test
    void refusesBetasOutsideTheirRange() {
        assertRefused(PLAIN.with("beta_end", 1), "DDIMScheduler key 'beta_end' must be in (0, 1), got 1.0");
        assertRefused(
                PLAIN.with("beta_start", Double.NaN), "DDIMScheduler key 'beta_start' must be in (0, 1), got NaN");
    }

    @Test
    void refusesAnImpossibleNumberOfTrainingTimesteps() {
        assertRefused(
                PLAIN.with("num_train_timesteps", 0),
                "DDIMScheduler key 'num_train_timesteps' must be in [1, 100000], got 0");
    }

    @Test
    void refusesToRescaleWhereNothingIsNoisierThanTheFirstTimestep() {
        SchedulerConfig rescaled = PLAIN.with("rescale_betas_zero_snr", true);
        String message =
                "DDIMScheduler key 'rescale_betas_zero_snr' must be false where the last training timestep has as"
                        + " much signal as the first, got true";

        assertRefused(rescaled.with("num_train_timesteps", 1), message);
        assertRefused(rescaled.with("beta_start", 1e-20).with("beta_end", 1e-20), message);
        // The products differ, their roots do not.
        assertRefused(
                rescaled.with("num_train_timesteps", 2).with("trained_betas", List.of(0x1p-53, 0x1p-53)), message);
    }

    private static void assertRefused(SchedulerConfig config, String message) {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> NoiseSchedule.of(config))
                .withMessage(message);
    }
}
