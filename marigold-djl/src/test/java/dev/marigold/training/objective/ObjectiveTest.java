package dev.marigold.training.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.SchedulerConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
    @Test
    void aNoiseThatNothingIsTrainedWithIsRefused() {
        EndToEnd.Builder objective = EndToEnd.builder().noise(NoiseKind.ANNEALED);

        assertThatThrownBy(objective::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("noise must be left out unless denoisingWeight is above 0: it would have no effect");
        assertThat(objective.denoisingWeight(0.5).build().noise()).isEqualTo(NoiseKind.ANNEALED);
    }

    @Test
    void noiseIsGaussianUnlessItIsAskedFor() {
        assertThat(EndToEnd.builder().denoisingWeight(1).build().noise()).isEqualTo(NoiseKind.GAUSSIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EulerDiscreteScheduler", "PNDMScheduler", "DDIMScheduler"})
    void checkpointsClipNoLatentsWhateverTheyStartFrom(String start) {
        for (Objective objective : List.of(Denoising.published(), EndToEnd.published())) {
            SchedulerConfig scheduler = objective.scheduler(SchedulerConfig.of(start, Map.of("beta_end", 0.012)));

            assertThat(scheduler.className()).isEqualTo("DDIMScheduler");
            assertThat(scheduler.values())
                    .containsEntry("clip_sample", false)
                    .containsEntry("thresholding", false)
                    .containsEntry("timestep_spacing", "trailing")
                    .containsEntry("beta_end", 0.012);
        }
    }

    @Test
    void aLatentConsistencyModelKeepsItsNoiseSchedule() {
        SchedulerConfig start = SchedulerConfig.of("LCMScheduler", Map.of("beta_end", 0.02));

        assertThat(EndToEnd.published().scheduler(start).values())
                .containsEntry("beta_schedule", "scaled_linear")
                .containsEntry("beta_start", 0.00085)
                .containsEntry("beta_end", 0.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsMustBeFiniteAndNotNegative(double weight) {
        assertThatThrownBy(() -> EndToEnd.builder().relativeWeight(weight))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("relativeWeight must be finite and >= 0, got " + weight);
        assertThatThrownBy(() -> new Reconstruction(weight, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradientWeight must be finite and >= 0, got " + weight);
        assertThatThrownBy(() -> new Reconstruction(0, weight))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latentNoise must be finite and >= 0, got " + weight);
    }
}
