package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnalignedEnsemblerTest {
    private static final FloatTensor MEMBERS = FloatTensor.copyOf(Shape.of(4, 1, 2), 1, 9, 2, 9, 4, 9, 9, 9);

    @ParameterizedTest
    @EnumSource
    void medianIsTheMeanOfTheMiddleTwo(AffineInvariance invariance) {
        EnsembleResult result = new UnalignedEnsembler(Reduction.MEDIAN).ensemble(MEMBERS, invariance);

        assertThat(result.prediction().toArray()).containsExactly(3, 9);
        assertThat(result.uncertainty().toArray()).containsExactly(1.5f, 0);
    }

    @ParameterizedTest
    @EnumSource
    void meanComesWithTheUnbiasedStandardDeviation(AffineInvariance invariance) {
        EnsembleResult result = new UnalignedEnsembler(Reduction.MEAN).ensemble(MEMBERS, invariance);

        assertThat(result.prediction().toArray()).containsExactly(4, 9);
        assertThat(result.uncertainty().toArray())
                .containsExactly(new float[] {(float) Math.sqrt(38 / 3.0), 0}, within(1e-6f));
    }
}
