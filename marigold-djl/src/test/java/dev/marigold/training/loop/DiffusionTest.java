package dev.marigold.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.schedulers.NoiseLevel;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a network is to say, and what is made of it in one step, for each of the three things it can say. */
class DiffusionTest {
    private static final Shape SHAPE = Shape.of(2, 4, 2, 3);
    private static final int[] TIMESTEPS = {120, 873};

    /** Single precision, divided by the signal left at the end, which is 0.07. */
    private static final float TOLERANCE = 1e-5f;

    private final FloatTensor clean = new TorchGenerator(1).next(SHAPE);
    private final FloatTensor noise = new TorchGenerator(2).next(SHAPE);

    private static Diffusion diffusion(PredictionType type, boolean endsWithoutSignal) {
        SchedulerConfig config = SchedulerConfig.of(
                "DDIMScheduler",
                Map.of(
                        "beta_schedule",
                        "scaled_linear",
                        "beta_start",
                        0.00085,
                        "beta_end",
                        0.012,
                        "rescale_betas_zero_snr",
                        endsWithoutSignal));
        return new Diffusion(NoiseSchedule.of(config), type, 0);
    }

    @ParameterizedTest
    @EnumSource
    void targetsFollowTheirFormula(PredictionType type) {
        Diffusion diffusion = diffusion(type, false);

        FloatTensor target = diffusion.target(clean, noise, TIMESTEPS);

        for (int i = 0; i < clean.toArray().length; i++) {
            NoiseLevel level = diffusion.schedule().level(TIMESTEPS[i / 24]);
            double expected = switch (type) {
                case EPSILON -> noise.get(i);
                case SAMPLE -> clean.get(i);
                case V_PREDICTION -> level.signal() * noise.get(i) - level.noise() * clean.get(i);
            };
            assertThat(target.get(i)).isCloseTo((float) expected, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPerfectOutputImpliesTheCleanLatent(PredictionType type) {
        assertRecovered(diffusion(type, false));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EPSILON")
    void aPerfectOutputImpliesTheCleanLatentWithoutAnySignal(PredictionType type) {
        Diffusion diffusion = diffusion(type, true);

        assertThat(diffusion.schedule().level(diffusion.lastTimestep()).signal())
                .isZero();
        assertRecovered(diffusion);
    }

    private void assertRecovered(Diffusion diffusion) {
        int[] last = {diffusion.lastTimestep(), diffusion.lastTimestep()};
        FloatTensor noisy = diffusion.schedule().addNoise(clean, noise, last);
        FloatTensor output = diffusion.target(clean, noise, last);

        for (int i = 0; i < clean.toArray().length; i++) {
            double recovered = diffusion.outputFactor() * output.get(i) + diffusion.noisyFactor() * noisy.get(i);
            assertThat((float) recovered).isCloseTo(clean.get(i), within(TOLERANCE));
        }
    }

    @Test
    void noiseSaysNothingWhereThereIsNoSignal() {
        assertThat(diffusion(PredictionType.EPSILON, true).outputFactor()).isInfinite();
    }
}
