package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdpmSchedulerProviderTest {
    private static final SchedulerConfig DEFAULTS = SchedulerConfig.of("DDPMScheduler", Map.of());

    @Test
    void drawsAtEveryTimestepButZero() {
        assertThat(timestepsThatDraw(DEFAULTS)).containsExactly(750, 500, 250);
        assertThat(timestepsThatDraw(DEFAULTS.with("timestep_spacing", "trailing")))
                .containsExactly(999, 749, 499, 249);
    }

    @Test
    void logarithmicFormsAreTheSameVariances() {
        assertThat(firstStep("fixed_small_log")).isEqualTo(firstStep("fixed_small"));
        assertThat(firstStep("fixed_large_log")).isEqualTo(firstStep("fixed_large"));
        assertThat(firstStep("fixed_large")).isNotEqualTo(firstStep("fixed_small"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "learned_range"})
    void refusesVariancesThatTheNetworkWouldHaveToPredict(String type) {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> new DdpmSchedulerProvider().create(DEFAULTS.with("variance_type", type)))
                .withMessage(
                        "DDPMScheduler key 'variance_type' must be one of [fixed_small, fixed_small_log, fixed_large, "
                                + "fixed_large_log], got '" + type + "'");
    }

    private static List<Integer> timestepsThatDraw(SchedulerConfig config) {
        Trajectory trajectory = new DdpmSchedulerProvider().create(config).start(4);
        List<Integer> drawing = new ArrayList<>();
        for (int timestep : trajectory.timesteps()) {
            trajectory.step(ones(), ones(), shape -> {
                drawing.add(timestep);
                return ones();
            });
        }
        return drawing;
    }

    private static FloatTensor firstStep(String varianceType) {
        return new DdpmSchedulerProvider()
                .create(DEFAULTS.with("variance_type", varianceType))
                .start(4)
                .step(ones(), ones(), shape -> ones());
    }

    private static FloatTensor ones() {
        return FloatTensor.copyOf(Shape.of(1, 2), 1, 1);
    }
}
