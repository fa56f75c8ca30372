package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.ensemble.SyntheticMembers.Errors;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.Ensembler;
import dev.marigold.tensor.FloatTensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How far from a known scene the strategies end. */
class EnsembleAccuracyTest {
    private static final int SEEDS = 20;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    static Stream<Arguments> errorsAndCounts() {
        return Stream.of(Errors.REGIONS, Errors.STRANGERS)
                .flatMap(errors -> Stream.of(5, 10).map(count -> Arguments.of(errors, count)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leastSquaresIsCloserThanEveryOtherStrategyOnNoisyMembers(int seed) {
        SyntheticMembers set = new SyntheticMembers(10, 97, 129, Errors.NOISE, seed);

        double leastSquares = error(set, new LeastSquaresEnsembler());

        assertThat(leastSquares)
                .isLessThan(set.error(rangeAligned(set.members())))
                .isLessThan(error(set, new ReferenceEnsembler()))
                .isLessThan(error(set, new UnalignedEnsembler(Reduction.MEDIAN)))
                .isLessThan(error(set, new UnalignedEnsembler(Reduction.MEAN)));
    }

    @ParameterizedTest
    @MethodSource("errorsAndCounts")
    void leastSquaresTakesAThirdOffTheErrorOfTheReferenceOnMembersWithGrossErrors(Errors errors, int count) {
        double leastSquares = 0;
        double reference = 0;

        for (int seed = 0; seed < SEEDS; seed++) {
            SyntheticMembers set = new SyntheticMembers(count, 97, 129, errors, seed);
            leastSquares += error(set, new LeastSquaresEnsembler());
            reference += error(set, new ReferenceEnsembler());
        }

        assertThat(leastSquares).isLessThan(reference * 2 / 3);
    }

    @Test
    void moreMembersAreCloser() {
        List<Double> errors = Stream.of(2, 5, 10, 20)
                .map(count -> new SyntheticMembers(count, 97, 129, Errors.NOISE, 1))
                .map(set -> error(set, new LeastSquaresEnsembler()))
                .toList();

        assertThat(errors).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    static double error(SyntheticMembers set, Ensembler ensembler) {
        return set.error(ensembler
                .ensemble(set.members(), AffineInvariance.SCALE_AND_SHIFT)
                .prediction());
    }

    /** The start of the published optimisation: every member spread over [0, 1], then the lower median. */
    static FloatTensor rangeAligned(FloatTensor members) {
        Members checked = Members.of(members);
        return Merged.of(checked, RangeAlignment.of(checked), Reduction.LOWER_MEDIAN)
                .asTheyAre()
                .prediction();
    }
}
