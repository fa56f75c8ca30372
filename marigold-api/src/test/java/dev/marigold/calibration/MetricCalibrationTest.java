package dev.marigold.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.error.CalibrationException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricCalibrationTest {
    private static final int SEEDS = 300;
    private static final int POINTS = 50;
    private static final int OUTLIERS = 10;
    private static final double NOISE = 0.02;

    /** What is asked for. Least squares on 40 good points alone misses it in half a percent of the draws: the noise allows no more. */
    private static final double ASKED = 0.01;

    private static final double ROUNDING = 1e-6;
    private static final FloatTensor RAMP =
            FloatTensor.copyOf(Shape.of(2, 5), 0, 0.125f, 0.25f, 0.375f, 0.5f, 0.5f, 0.5f, 0.75f, 0.875f, 1);

    @ParameterizedTest
    @EnumSource
    void fiftyNoisyPointsOfWhichTenAreWrongGiveTheDepthToOnePercent(CalibrationDomain domain) {
        double[] errors = meanErrors(domain, OUTLIERS, 0);

        assertThat(errors[SEEDS / 2]).isLessThan(0.5 * ASKED);
        assertThat(errors[SEEDS * 98 / 100]).isLessThan(ASKED);
        assertThat(errors[SEEDS - 1]).isLessThan(2 * ASKED);
    }

    @ParameterizedTest
    @EnumSource
    void wrongPointsMatterHardlyMoreThanIfTheyWereNotThere(CalibrationDomain domain) {
        double[] with = meanErrors(domain, OUTLIERS, 0);
        double[] without = meanErrors(domain, OUTLIERS, OUTLIERS);

        assertThat(with[SEEDS / 2]).isLessThan(1.1 * without[SEEDS / 2]);
        assertThat(with[SEEDS * 95 / 100]).isLessThan(1.25 * without[SEEDS * 95 / 100]);
    }

    @ParameterizedTest
    @EnumSource
    void twoOfFiveWrongPointsAreStillFound(CalibrationDomain domain) {
        double[] errors = meanErrors(domain, POINTS * 2 / 5, 0);

        assertThat(errors[SEEDS * 9 / 10]).isLessThan(1.5 * ASKED);
        assertThat(errors[SEEDS - 1]).isLessThan(5 * ASKED);
    }

    @ParameterizedTest
    @EnumSource
    void trueScaleAndShiftAreWithinTheirStatedErrors(CalibrationDomain domain) {
        int within = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            NoisyPoints points = NoisyPoints.draw(domain, seed, POINTS, NOISE, OUTLIERS);
            MetricCalibration calibration = points.calibration(domain).build();
            double atOne = domain.of(points.truth().get(1));
            double error = Math.abs(domain.of(calibration.transform().metresAt(1)) / atOne - 1);
            within += error <= 2 * calibration.relativeErrorAt(1) ? 1 : 0;
        }

        assertThat(within).isBetween(SEEDS * 90 / 100, SEEDS * 99 / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 50, 20_000})
    void exactPointsGiveExactScaleAndShift(int points) {
        NoisyPoints exact = NoisyPoints.draw(CalibrationDomain.DEPTH, 7, points, 0, 0);

        MetricCalibration calibration =
                exact.calibration(CalibrationDomain.DEPTH).build();

        double[] errors = exact.errors(calibration.transform().apply(exact.prediction()));
        assertThat(errors[errors.length - 1]).isLessThan(ROUNDING);
        assertThat(calibration.inlierCount()).isEqualTo(points);
        assertThat(calibration.relativeResidual()).isLessThan(ROUNDING);
    }

    @Test
    void wrongPointsAreNamed() {
        KnownDepth wrong = KnownDepth.at(3, 1, 9);

        MetricCalibration calibration = MetricCalibration.builder(RAMP)
                .known(KnownDepth.at(0, 0, 1))
                .known(KnownDepth.at(4, 0, 2))
                .known(wrong)
                .known(KnownDepth.at(4, 1, 3))
                .known(KnownDepth.at(2, 0, 1.5))
                .build();

        assertThat(calibration.outliers()).containsExactly(wrong);
        assertThat(calibration.known()).hasSize(5);
        assertThat(calibration.inlierCount()).isEqualTo(4);
        assertThat(calibration.inlierRatio()).isEqualTo(0.8);
        assertThat(calibration.transform().scale()).isCloseTo(2, within(ROUNDING));
        assertThat(calibration.transform().shift()).isCloseTo(1, within(ROUNDING));
        assertThat(calibration.scaleError()).isPositive();
        assertThat(calibration.shiftError()).isPositive();
    }

    @Test
    void orderOfPointsDoesNotMatter() {
        NoisyPoints points = NoisyPoints.draw(CalibrationDomain.DEPTH, 3, POINTS, NOISE, OUTLIERS);
        List<KnownDepth> backwards = IntStream.range(0, POINTS)
                .mapToObj(i -> points.known().get(POINTS - 1 - i))
                .toList();

        DepthTransform forwards =
                points.calibration(CalibrationDomain.DEPTH).build().transform();
        DepthTransform reversed = MetricCalibration.builder(points.prediction())
                .known(backwards)
                .build()
                .transform();

        assertThat(reversed.scale()).isCloseTo(forwards.scale(), within(ROUNDING));
        assertThat(reversed.shift()).isCloseTo(forwards.shift(), within(ROUNDING));
    }

    @Test
    void pointsOfSmallerSigmaCountForMore() {
        MetricCalibration calibration = MetricCalibration.builder(RAMP)
                .known(KnownDepth.at(0, 0, 1).withSigma(0.001))
                .known(KnownDepth.at(4, 1, 3).withSigma(0.001))
                .known(KnownDepth.at(4, 1, 3.1).withSigma(0.1))
                .build();

        assertThat(calibration.transform().metresAt(1)).isCloseTo(3, within(0.001));
        assertThat(calibration.inlierCount()).isEqualTo(3);
    }

    @Test
    void predictionThatIsOnlyRoughlyAffineLosesNoPoints() {
        NoisyPoints rough = NoisyPoints.draw(CalibrationDomain.DEPTH, 11, 200, 0.06, 0);

        MetricCalibration calibration =
                rough.calibration(CalibrationDomain.DEPTH).build();

        assertThat(calibration.inlierRatio()).isGreaterThan(0.97);
        assertThat(calibration.relativeResidual()).isCloseTo(0.06, within(0.01));
    }

    @Test
    void regionCountsOnceWithItsMedian() {
        MetricCalibration calibration = MetricCalibration.builder(RAMP)
                .known(KnownDepth.region(0, 1, 3, 1, 2))
                .known(KnownDepth.at(0, 0, 1))
                .build();

        assertThat(calibration.known()).hasSize(2);
        assertThat(calibration.transform().scale()).isCloseTo(2, within(ROUNDING));
    }

    @Test
    void referenceMapWithHolesIsEnough() {
        float[] reference = {1, 1.25f, Float.NaN, 0, 2, 2, -1, 2.5f, Float.POSITIVE_INFINITY, 3};

        MetricCalibration calibration = MetricCalibration.builder(RAMP)
                .known(KnownDepth.ofMap(FloatTensor.wrap(RAMP.shape(), reference)))
                .build();

        assertThat(calibration.known()).hasSize(6);
        assertThat(calibration.transform().scale()).isCloseTo(2, within(ROUNDING));
    }

    @Test
    void oneKnownDepthIsEnoughForTheScaleAlone() {
        MetricCalibration calibration = MetricCalibration.builder(RAMP)
                .known(KnownDepth.at(4, 0, 3))
                .knownShift(0)
                .build();

        assertThat(calibration.transform()).isEqualTo(new DepthTransform(CalibrationDomain.DEPTH, 6, 0));
        assertThat(calibration.shiftError()).isZero();
        assertThat(calibration.scaleError()).isCloseTo(0.02 * 6, within(ROUNDING));
        assertThat(calibration.relativeErrorAt(0.1)).isCloseTo(0.02, within(ROUNDING));
    }

    @Test
    void scaleAloneSurvivesWrongPoints() {
        MetricCalibration calibration = MetricCalibration.builder(RAMP)
                .known(List.of(
                        KnownDepth.at(4, 0, 3),
                        KnownDepth.at(3, 1, 4.5),
                        KnownDepth.at(4, 1, 1),
                        KnownDepth.at(2, 0, 2)))
                .knownShift(1)
                .build();

        assertThat(calibration.inlierCount()).isEqualTo(3);
        assertThat(calibration.transform().scale()).isCloseTo(4, within(ROUNDING));
    }

    @Test
    void threePointsAtTheSamePredictedDepthAreRefused() {
        assertRefused(
                "known depths must lie where different values were predicted, or scale and shift cannot be told apart;"
                        + " got 3 at value 0.500000",
                KnownDepth.at(4, 0, 2),
                KnownDepth.at(0, 1, 2.01),
                KnownDepth.at(1, 1, 1.99));
    }

    @Test
    void pointsTooCloseInDepthForTheirNoiseAreRefused() {
        assertRefused(
                "known depths must lie farther apart in depth: 2 of them determine the scale only as 0.0800 +- 0.227",
                KnownDepth.at(1, 0, 1),
                KnownDepth.at(2, 0, 1.01));
    }

    @Test
    void singlePointIsRefused() {
        assertRefused(
                "scale and shift need at least 2 known depths, got 1; with a known shift one is enough",
                KnownDepth.at(0, 0, 2));
    }

    @Test
    void noPointIsRefusedEvenWithAKnownShift() {
        assertThatThrownBy(() -> MetricCalibration.builder(RAMP).knownShift(0).build())
                .isInstanceOf(CalibrationException.class)
                .hasMessage("the scale needs at least 1 known depth, got 0");
    }

    @Test
    void pointAtValueZeroDoesNotDetermineAScale() {
        assertThatThrownBy(() -> MetricCalibration.builder(RAMP)
                        .known(KnownDepth.at(0, 0, 2))
                        .knownShift(0)
                        .build())
                .isInstanceOf(CalibrationException.class)
                .hasMessage(
                        "a known depth must lie where a value other than 0 was predicted to determine the scale, got"
                                + " (0, 0) = 2.0 m at value 0");
    }

    @Test
    void depthsThatGrowTheOtherWayAreRefused() {
        assertRefused(
                "scale must be > 0, got -2.00: known depths grow where the prediction says nearer; if it predicts"
                        + " disparity, calibrate in that domain",
                KnownDepth.at(0, 0, 3),
                KnownDepth.at(4, 0, 2),
                KnownDepth.at(4, 1, 1));
    }

    @Test
    void shiftBeyondTheKnownDepthIsRefused() {
        assertThatThrownBy(() -> MetricCalibration.builder(RAMP)
                        .known(KnownDepth.at(4, 1, 3))
                        .knownShift(10)
                        .build())
                .isInstanceOf(CalibrationException.class)
                .hasMessage("scale must be > 0, got -7.00: the known depths contradict the shift 10.0");
    }

    @Test
    void pointsThatDoNotAgreeAreRefused() {
        assertRefused(
                "at least 3 of 6 known depths must agree on scale and shift, got 2; check units and pixels, or state a"
                        + " larger noise",
                KnownDepth.at(0, 0, 1),
                KnownDepth.at(1, 0, 30),
                KnownDepth.at(2, 0, 4),
                KnownDepth.at(3, 0, 100),
                KnownDepth.at(4, 0, 0.2),
                KnownDepth.at(4, 1, 9));
    }

    @Test
    void pointOutsideThePictureIsRefused() {
        assertThatThrownBy(() -> MetricCalibration.builder(RAMP)
                        .known(KnownDepth.at(5, 1, 3))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("known depth (5, 1) = 3.0 m must be inside the picture of 5x2");
    }

    @Test
    void pointWithoutAPredictionIsRefused() {
        FloatTensor holed = FloatTensor.copyOf(Shape.of(1, 2), 1, Float.NaN);

        assertThatThrownBy(() -> MetricCalibration.builder(holed)
                        .known(KnownDepth.at(1, 0, 3))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("predicted value at known depth (1, 0) = 3.0 m must be finite, got NaN");
    }

    @Test
    void noiseOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> MetricCalibration.builder(RAMP).relativeNoise(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("relativeNoise must be in [0.0001, 0.2], got 2.0");
    }

    @Test
    void shiftThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> MetricCalibration.builder(RAMP).knownShift(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shift must be finite, got NaN");
    }

    @Test
    void otherShapesAreRefused() {
        assertThatThrownBy(() -> MetricCalibration.builder(FloatTensor.copyOf(Shape.of(1, 1, 1), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values must have shape [H, W], got [1, 1, 1]");
    }

    private static void assertRefused(String message, KnownDepth... known) {
        assertThatThrownBy(() ->
                        MetricCalibration.builder(RAMP).known(List.of(known)).build())
                .isInstanceOf(CalibrationException.class)
                .hasMessage(message);
    }

    /** Returns the mean relative error of each draw, smallest first. */
    private static double[] meanErrors(CalibrationDomain domain, int outliers, int withheld) {
        return IntStream.range(0, SEEDS)
                .mapToDouble(seed -> {
                    NoisyPoints points = NoisyPoints.draw(domain, seed, POINTS, NOISE, outliers);
                    MetricCalibration calibration = MetricCalibration.builder(points.prediction())
                            .known(points.known().subList(withheld, POINTS))
                            .domain(domain)
                            .build();
                    MetricDepth metres = calibration.transform().apply(points.prediction());
                    return Arrays.stream(points.errors(metres)).average().orElseThrow();
                })
                .sorted()
                .toArray();
    }
}
