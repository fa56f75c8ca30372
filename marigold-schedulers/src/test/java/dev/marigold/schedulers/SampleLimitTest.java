package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleLimitTest {
    private static final SchedulerConfig DEFAULTS = SchedulerConfig.of("DDIMScheduler", Map.of());

    @Test
    void clipsToOneByDefault() {
        assertThat(limit(DEFAULTS, 1, -3, 0.5, 2)).containsExactly(-1, 0.5, 1);
    }

    @Test
    void clipsToTheConfiguredRange() {
        assertThat(limit(DEFAULTS.with("clip_sample_range", 2.5), 1, -3, 0.5, 2))
                .containsExactly(-2.5, 0.5, 2);
    }

    @Test
    void leavesSamplesAloneWhereClippingIsOff() {
        assertThat(limit(DEFAULTS.with("clip_sample", false), 1, -3, 0.5, 2)).containsExactly(-3, 0.5, 2);
    }

    @Test
    void thresholdsEachSampleAtItsOwnQuantile() {
        SchedulerConfig config = DEFAULTS.with("thresholding", true)
                .with("dynamic_thresholding_ratio", 0.75)
                .with("sample_max_value", 10);

        double[] limited = limit(config, 2, 0, -2, 5, /**/ 0.5, -0.25, 0);

        // Quantile 0.75 of {0, 2, 5} is 2 + 0.5 * (5 - 2); the second sample stays within 1 and is left alone.
        assertThat(limited).containsExactly(new double[] {0, -2 / 3.5, 1, 0.5, -0.25, 0}, within(1e-15));
    }

    @Test
    void thresholdNeverExceedsTheLargestValue() {
        SchedulerConfig config = DEFAULTS.with("thresholding", true)
                .with("dynamic_thresholding_ratio", 1)
                .with("sample_max_value", 2);

        assertThat(limit(config, 1, 8, -1)).containsExactly(1, -0.5);
    }

    @Test
    void acceptsAnEmptyBatch() {
        assertThat(limit(DEFAULTS.with("thresholding", true), 0)).isEmpty();
    }

    @Test
    void refusesARatioThatIsNoShare() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> SampleLimit.of(DEFAULTS.with("dynamic_thresholding_ratio", 1.5)))
                .withMessage("DDIMScheduler key 'dynamic_thresholding_ratio' must be in [0, 1], got 1.5");
    }

    @Test
    void refusesARangeWithoutWidth() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> SampleLimit.of(DEFAULTS.with("clip_sample_range", 0)))
                .withMessage("DDIMScheduler key 'clip_sample_range' must be greater than 0, got 0.0");
    }

    private static double[] limit(SchedulerConfig config, int batch, double... samples) {
        SampleLimit.of(config).apply(samples, batch);
        return samples;
    }
}
