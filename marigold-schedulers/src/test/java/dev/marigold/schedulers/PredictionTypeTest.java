package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTypeTest {
    private static final double SAMPLE = 0.75;
    private static final double NOISE = -1.25;

    /** Double-precision rounding, grown by the division by the smallest signal tested, 0.01. */
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(doubles = {0.9999, 0.5, 1e-4})
    void everyTypeRecoversSampleAndNoise(double alphaCumulative) {
        NoiseLevel level = new NoiseLevel(alphaCumulative);

        assertRecovers(PredictionType.EPSILON, NOISE, level);
        assertRecovers(PredictionType.SAMPLE, SAMPLE, level);
        assertRecovers(PredictionType.V_PREDICTION, level.signal() * NOISE - level.noise() * SAMPLE, level);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void velocityAndSampleAreFiniteAtBothEnds(double alphaCumulative) {
        NoiseLevel level = new NoiseLevel(alphaCumulative);

        assertThat(PredictionType.V_PREDICTION.sample(1, 2, level)).isFinite();
        assertThat(PredictionType.V_PREDICTION.noise(1, 2, level)).isFinite();
        assertThat(PredictionType.SAMPLE.sample(1, 2, level)).isFinite();
    }

    private static void assertRecovers(PredictionType type, double output, NoiseLevel level) {
        double noisy = level.signal() * SAMPLE + level.noise() * NOISE;

        assertThat(type.sample(output, noisy, level)).isCloseTo(SAMPLE, within(TOLERANCE));
        assertThat(type.noise(output, noisy, level)).isCloseTo(NOISE, within(TOLERANCE));
    }
}
