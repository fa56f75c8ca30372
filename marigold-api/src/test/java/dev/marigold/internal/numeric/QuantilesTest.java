package dev.marigold.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void quantilesLieOnTheLineBetweenNeighbours() {
        double[] sorted = {1, 2, 3, 5, 8};

        assertThat(Quantiles.of(sorted, 0)).isEqualTo(1);
        assertThat(Quantiles.of(sorted, 0.5)).isEqualTo(3);
        assertThat(Quantiles.of(sorted, 0.9)).isCloseTo(6.8, within(ROUNDING));
        assertThat(Quantiles.of(sorted, 1)).isEqualTo(8);
        assertThat(Quantiles.of(new float[] {1, 2, 3, 5, 8}, 0.9)).isCloseTo(6.8, within(ROUNDING));
    }

    @Test
    void medianLeavesTheValuesAsTheyAre() {
        double[] values = {8, 1, 4, 2};

        assertThat(Quantiles.median(values)).isEqualTo(3);
        assertThat(values).containsExactly(8, 1, 4, 2);
    }

    @Test
    void medianInPlaceIsTheMedianAlsoWhereManyValuesAreAlike() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            int kinds = 1 + random.nextInt(9);
            double[] values = random.ints(1 + random.nextInt(30), 0, kinds)
                    .asDoubleStream()
                    .toArray();

            assertThat(Quantiles.medianInPlace(values.clone())).isEqualTo(Quantiles.median(values));
        }
    }

    /** With a partition that leaves equal values on one side this would take minutes. */
    @Test
    void medianInPlaceOfOneValueOnlyIsFound() {
        double[] values = new double[1_000_000];
        Arrays.fill(values, 0.25);

        assertThat(Quantiles.medianInPlace(values)).isEqualTo(0.25);
    }

    @Test
    void noValuesHaveNoQuantile() {
        assertThat(Quantiles.of(new double[0], 0.5)).isNaN();
        assertThat(Quantiles.of(new float[0], 0.5)).isNaN();
        assertThat(Quantiles.median()).isNaN();
    }

    @Test
    void infiniteNeighboursOnlyCountWhereTheyAreReached() {
        double infinity = Double.POSITIVE_INFINITY;

        assertThat(Quantiles.of(new double[] {1, 2, infinity}, 0.5)).isEqualTo(2);
        assertThat(Quantiles.of(new double[] {1, infinity, infinity, infinity}, 0.5))
                .isEqualTo(infinity);
    }
}
