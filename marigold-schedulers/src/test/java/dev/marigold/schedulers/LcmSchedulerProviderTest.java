package dev.marigold.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.Trajectory;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LcmSchedulerProviderTest {
    private static final SchedulerConfig DEFAULTS = SchedulerConfig.of("LCMScheduler", Map.of());

    @Test
    void picksFromTheGridItWasDistilledOn() {
        assertThat(start(1).timesteps()).containsExactly(999);
        assertThat(start(3).timesteps()).containsExactly(999, 679, 339);
        assertThat(start(4).timesteps()).containsExactly(999, 759, 499, 259);
        assertThat(start(8).timesteps()).containsExactly(999, 879, 759, 639, 499, 379, 259, 139);
    }

    @Test
    void drawsAtEveryStepButTheLast() {
        Trajectory trajectory = start(3);
        List<Integer> drawing = new ArrayList<>();
        for (int timestep : trajectory.timesteps()) {
            trajectory.step(one(), one(), shape -> {
                drawing.add(timestep);
                return one();
            });
        }

        assertThat(drawing).containsExactly(999, 679);
    }

    @Test
    void absentKeysTakeTheDefaultsOfItsOwnClass() {
        SchedulerConfig explicit = DEFAULTS.with("beta_start", 0.00085)
                .with("beta_end", 0.012)
                .with("beta_schedule", "scaled_linear")
                .with("clip_sample", false)
                .with("original_inference_steps", 50)
                .with("timestep_scaling", 10);

        FloatTensor expected =
                new LcmSchedulerProvider().create(explicit).start(1).step(half(), one(), shape -> one());

        assertThat(start(1).step(half(), one(), shape -> one())).isEqualTo(expected);
        assertThat(expected.get(0)).as("not clipped").isGreaterThan(1);
    }

    @Test
    void refusesMoreStepsThanItWasDistilledFrom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(51))
                .withMessage("steps must be in [1, 50], the number the model was distilled from, got 51");
    }

    @Test
    void refusesMoreOriginalStepsThanTrainingTimesteps() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> new LcmSchedulerProvider().create(DEFAULTS.with("original_inference_steps", 1001)))
                .withMessage("LCMScheduler key 'original_inference_steps' must be in [1, 1000], got 1001");
    }

    private static Trajectory start(int steps) {
        return new LcmSchedulerProvider().create(DEFAULTS).start(steps);
    }

    private static FloatTensor half() {
        return FloatTensor.copyOf(Shape.of(1, 1), 0.5f);
    }

    private static FloatTensor one() {
        return FloatTensor.copyOf(Shape.of(1, 1), 1);
    }
}
