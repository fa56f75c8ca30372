package dev.marigold.training.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
