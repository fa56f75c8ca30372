package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthAlignmentTest {
    private static final DepthRange RANGE = new DepthRange(1e-3f, 10);

    /** Depths are stored in single precision. */
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "7, 9", "33, 47", "480, 640"})
    void scaleAndShiftOfAnAffineMapAreRecovered(int height, int width) {
        FloatTensor prediction = random(height, width, 1);
        GroundTruth truth = Truths.of(height, width, i -> 2.5f * prediction.get(i) + 0.75f);

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.LEAST_SQUARES).align(prediction, truth, RANGE);

        if (height * width > 1) {
            assertThat(aligned.scale()).isCloseTo(2.5, within(TOLERANCE));
            assertThat(aligned.shift()).isCloseTo(0.75, within(TOLERANCE));
        }
        assertThat(DepthScores.of(aligned.depth(), truth).get(DepthMetric.RMSE_LINEAR))
                .isLessThan(TOLERANCE);
    }

    @Test
    void scaleAndShiftOfADisparityAreRecovered() {
        FloatTensor prediction = random(20, 30, 2);
        GroundTruth truth = Truths.of(20, 30, i -> 1 / (0.5f * prediction.get(i) + 0.25f));

        AlignedDepth aligned =
                DepthAlignment.of(AlignmentMode.LEAST_SQUARES_DISPARITY).align(prediction, truth, RANGE);

        assertThat(aligned.scale()).isCloseTo(0.5, within(TOLERANCE));
        assertThat(aligned.shift()).isCloseTo(0.25, within(TOLERANCE));
        assertThat(DepthScores.of(aligned.depth(), truth).get(DepthMetric.RMSE_LINEAR))
                .isLessThan(1e-5);
    }

    @Test
    void predictionsThatAreNotPositiveDoNotTakePartInADisparityFit() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(1, 4), 0, -3, 1, 2);
        GroundTruth truth = Truths.of(1, 4, i -> new float[] {5, 5, 1, 0.5f}[i]);

        AlignedDepth aligned =
                DepthAlignment.of(AlignmentMode.LEAST_SQUARES_DISPARITY).align(prediction, truth, RANGE);

        assertThat(aligned.scale()).isCloseTo(1, within(TOLERANCE));
        assertThat(aligned.shift()).isCloseTo(0, within(TOLERANCE));
        assertThat(aligned.depth().get(0)).isEqualTo(10);
    }

    @Test
    void scaleAloneIsThatOfLeastSquaresThroughTheOrigin() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(1, 2), 1, 2);
        GroundTruth truth = Truths.of(1, 2, i -> new float[] {1, 3}[i]);

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.SCALE).align(prediction, truth, RANGE);

        assertThat(aligned.scale()).isCloseTo(7.0 / 5, within(1e-12));
        assertThat(aligned.shift()).isZero();
    }

    @Test
    void withoutAlignmentOnlyTheRangeActs() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(1, 4), -1, 0.5f, 3, 50);
        GroundTruth truth = Truths.of(1, 4, i -> 1);

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.NONE).align(prediction, truth, RANGE);

        assertThat(aligned.depth()).isEqualTo(FloatTensor.copyOf(Shape.of(1, 4), 1e-3f, 0.5f, 3, 10));
    }

    @Test
    void depthsStayPositiveWhereTheRangeStartsAtZero() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(1, 1), -1);

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.NONE)
                .align(prediction, Truths.of(1, 1, i -> 1), new DepthRange(0, Float.POSITIVE_INFINITY));

        assertThat(aligned.depth().get(0)).isEqualTo(1e-6f);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.3f, 1, -4, 1000})
    void constantPredictionBecomesTheMeanDepthBySmallestNorm(float constant) {
        GroundTruth truth = Truths.of(11, 13, i -> 1 + i % 5);
        double mean = 0;
        for (int i = 0; i < 143; i++) {
            mean += (1 + i % 5) / 143.0;
        }

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.LEAST_SQUARES)
                .align(Truths.of(11, 13, i -> constant).depth(), truth, RANGE);

        assertThat(aligned.depth().get(0)).isEqualTo((float) mean);
        assertThat(aligned.shift()).isCloseTo(mean / (1 + (double) constant * constant), within(1e-9));
        assertThat(aligned.scale()).isCloseTo(constant * aligned.shift(), within(1e-9));
    }

    @Test
    void slightContrastIsNotTakenForAConstant() {
        FloatTensor prediction =
                Truths.of(100, 100, i -> 0.5f + (i % 2) * 1e-6f).depth();
        GroundTruth truth = Truths.of(100, 100, i -> 2 + i % 2);

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.LEAST_SQUARES).align(prediction, truth, RANGE);

        assertThat(aligned.depth().get(0)).isEqualTo(2);
        assertThat(aligned.depth().get(1)).isEqualTo(3);
    }

    @Test
    void invalidPixelsDoNotCountAndMayHoldAnything() {
        boolean[] valid = {true, true, false};
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(1, 3), 0, 1, Float.NaN);
        GroundTruth truth = new GroundTruth(
                FloatTensor.copyOf(Shape.of(1, 3), 2, 5, Float.POSITIVE_INFINITY), PixelMask.wrap(1, 3, valid));

        AlignedDepth aligned = DepthAlignment.of(AlignmentMode.LEAST_SQUARES).align(prediction, truth, RANGE);

        assertThat(aligned.scale()).isCloseTo(3, within(1e-12));
        assertThat(aligned.shift()).isCloseTo(2, within(1e-12));
        assertThat(aligned.depth().get(2)).isNaN();
    }

    @ParameterizedTest
    @EnumSource(AlignmentMode.class)
    void scalingAndShiftingThePredictionChangesNothingWhereTheModeSaysSo(AlignmentMode mode) {
        FloatTensor prediction = random(40, 30, 3);
        GroundTruth truth = Truths.of(40, 30, i -> 1 + 3 * random(40, 30, 4).get(i));
        FloatTensor other = Truths.of(40, 30, i -> 4 * prediction.get(i)).depth();

        double first = absRel(mode, prediction, truth);
        double second = absRel(mode, other, truth);

        if (mode == AlignmentMode.NONE) {
            assertThat(second).isNotCloseTo(first, within(1e-3));
        } else {
            assertThat(second).isCloseTo(first, within(TOLERANCE));
        }
    }

    @Test
    void maximumResolutionSubsamplesBothAxes() {
        FloatTensor prediction = random(40, 60, 5);
        // Only pixels in even rows and columns follow the line, which are those a grid of 20 x 30 takes.
        GroundTruth truth = Truths.of(
                40, 60, i -> (i / 60 % 2 == 0 && i % 2 == 0) ? 2 * prediction.get(i) + 1 : 1 + 8 * (i % 7) / 7f);

        AlignedDepth aligned =
                DepthAlignment.of(AlignmentMode.LEAST_SQUARES).maxResolution(30).align(prediction, truth, RANGE);

        assertThat(aligned.scale()).isCloseTo(2, within(TOLERANCE));
        assertThat(aligned.shift()).isCloseTo(1, within(TOLERANCE));
    }

    @Test
    void maximumResolutionAboveTheSizeHasNoEffect() {
        FloatTensor prediction = random(8, 10, 6);
        GroundTruth truth = Truths.of(8, 10, i -> 1 + i % 9);
        DepthAlignment alignment = DepthAlignment.of(AlignmentMode.LEAST_SQUARES);

        assertThat(alignment.maxResolution(10).align(prediction, truth, RANGE).scale())
                .isEqualTo(alignment.align(prediction, truth, RANGE).scale());
    }

    @Test
    void sparseDepthThatTheGridMissesIsUsedAll() {
        FloatTensor prediction = random(40, 40, 7);
        boolean[] valid = new boolean[1600];
        valid[41] = true;
        valid[81 + 40] = true;
        valid[1599] = true;
        GroundTruth truth = new GroundTruth(
                Truths.of(40, 40, i -> 3 * prediction.get(i) + 1).depth(), PixelMask.wrap(40, 40, valid));

        AlignedDepth aligned =
                DepthAlignment.of(AlignmentMode.LEAST_SQUARES).maxResolution(2).align(prediction, truth, RANGE);

        assertThat(aligned.scale()).isCloseTo(3, within(TOLERANCE));
    }

    @Test
    void predictionOfAnotherSizeIsRefused() {
        assertThatThrownBy(() ->
                        DepthAlignment.of(AlignmentMode.NONE).align(random(2, 3, 1), Truths.of(3, 2, i -> 1), RANGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prediction must have the shape of the ground truth, [3, 2], got [2, 3]");
    }

    @Test
    void predictionThatIsNotANumberIsRefusedWithItsPixel() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(2, 2), 0, 1, 2, Float.NaN);

        assertThatThrownBy(() -> DepthAlignment.of(AlignmentMode.LEAST_SQUARES)
                        .align(prediction, Truths.of(2, 2, i -> 1), RANGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prediction must be finite where the ground truth is valid, got NaN at (1, 1)");
    }

    @Test
    void groundTruthOfZeroDepthIsRefusedWithItsPixel() {
        assertThatThrownBy(() -> DepthAlignment.of(AlignmentMode.LEAST_SQUARES)
                        .align(random(1, 3, 1), Truths.of(1, 3, i -> i), RANGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ground truth must be finite and > 0 where it is valid, got 0.0 at (0, 0)");
    }

    @Test
    void groundTruthWithoutAValidPixelIsRefused() {
        GroundTruth truth = new GroundTruth(Truths.of(1, 2, i -> 1).depth(), PixelMask.wrap(1, 2, new boolean[2]));

        assertThatThrownBy(() -> DepthAlignment.of(AlignmentMode.LEAST_SQUARES).align(random(1, 2, 1), truth, RANGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ground truth must have at least one valid pixel, got none");
    }

    @Test
    void disparityWithoutAPositivePredictionIsRefused() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(1, 2), 0, -1);

        assertThatThrownBy(() -> DepthAlignment.of(AlignmentMode.LEAST_SQUARES_DISPARITY)
                        .align(prediction, Truths.of(1, 2, i -> 1), RANGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prediction must be > 0 in at least one valid pixel to be aligned in disparity, got none");
    }

    @Test
    void unknownModeIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> AlignmentMode.ofId("affine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alignment must be one of least_square, least_square_disparity, scale, none, got 'affine'");
    }

    private static double absRel(AlignmentMode mode, FloatTensor prediction, GroundTruth truth) {
        AlignedDepth aligned = DepthAlignment.of(mode).align(prediction, truth, RANGE);
        return DepthScores.of(aligned.depth(), truth).get(DepthMetric.ABS_RELATIVE_DIFFERENCE);
    }

    private static FloatTensor random(int height, int width, long seed) {
        Random random = new Random(seed);
        return Truths.of(height, width, i -> 0.01f + random.nextFloat()).depth();
    }
}
