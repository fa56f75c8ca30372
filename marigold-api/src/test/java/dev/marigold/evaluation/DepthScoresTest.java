package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthScoresTest {
    private static final double TOLERANCE = 1e-12;
    private static final GroundTruth ONES = Truths.of(3, 5, i -> 1);

    @ParameterizedTest
    @CsvSource({
        "ABS_RELATIVE_DIFFERENCE, 0.25",
        "SQUARED_RELATIVE_DIFFERENCE, 0.0625",
        "RMSE_LINEAR, 0.25",
        "RMSE_LOG, 0.22314355131420976",
        "LOG10, 0.09691001300805642",
        "DELTA1, 0",
        "DELTA2, 1",
        "DELTA3, 1",
        "INVERSE_RMSE, 0.2",
        "MAE, 0.25"
    })
    void quarterTooFarHasTheValuesOfTheFormulas(DepthMetric metric, double expected) {
        DepthScores scores = DepthScores.of(Truths.of(3, 5, i -> 1.25f).depth(), ONES);

        assertThat(scores.get(metric)).isCloseTo(expected, within(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.25f, 0.5f, 3, 100})
    void scaleInvariantErrorOfAScaledMapIsZero(float factor) {
        GroundTruth truth = Truths.of(20, 20, i -> 1 + i % 7);

        DepthScores scores =
                DepthScores.of(Truths.of(20, 20, i -> factor * (1 + i % 7)).depth(), truth);

        assertThat(scores.get(DepthMetric.SILOG_RMSE)).isCloseTo(0, within(1e-5));
        assertThat(scores.get(DepthMetric.RMSE_LOG)).isCloseTo(Math.abs(Math.log(factor)), within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource(DepthMetric.class)
    void perfectMapHasTheBestValue(DepthMetric metric) {
        double expected = metric.direction() == Direction.LOWER_IS_BETTER ? 0 : 1;

        assertThat(DepthScores.of(ONES.depth(), ONES).get(metric)).isEqualTo(expected);
    }

    @Test
    void accuraciesDoNotCareWhichMapIsTheNearerOne() {
        GroundTruth near = Truths.of(10, 10, i -> 1 + i / 100f);
        GroundTruth far = Truths.of(10, 10, i -> 1.4f);

        assertThat(DepthScores.of(near.depth(), far).get(DepthMetric.DELTA1))
                .isEqualTo(DepthScores.of(far.depth(), near).get(DepthMetric.DELTA1));
    }

    @Test
    void relativeErrorsDoNotChangeWithTheUnit() {
        GroundTruth truth = Truths.of(10, 10, i -> 1 + i / 10f);
        FloatTensor depth = Truths.of(10, 10, i -> 2 + i % 3).depth();
        GroundTruth truthInHalves = Truths.of(10, 10, i -> 2 * truth.depth().get(i));
        FloatTensor depthInHalves = Truths.of(10, 10, i -> 2 * depth.get(i)).depth();

        DepthScores scores = DepthScores.of(depth, truth);
        DepthScores inHalves = DepthScores.of(depthInHalves, truthInHalves);

        assertThat(inHalves.get(DepthMetric.ABS_RELATIVE_DIFFERENCE))
                .isCloseTo(scores.get(DepthMetric.ABS_RELATIVE_DIFFERENCE), within(TOLERANCE));
        assertThat(inHalves.get(DepthMetric.MAE)).isCloseTo(2 * scores.get(DepthMetric.MAE), within(TOLERANCE));
    }

    @Test
    void mapOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> DepthScores.of(Truths.of(5, 3, i -> 1).depth(), ONES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("depth must have the shape of the ground truth, [3, 5], got [5, 3]");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void depthThatIsNotFiniteAndPositiveIsRefused(float value) {
        FloatTensor depth = FloatTensor.copyOf(Shape.of(1, 2), 1, value);

        assertThatThrownBy(() -> DepthScores.of(depth, Truths.of(1, 2, i -> 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "depth must be finite and > 0 where the ground truth is valid, got " + value + " at (1, 0)");
    }

    @Test
    void metricIsFoundByItsNameInFiles() {
        assertThat(DepthMetric.ofId("delta1_acc")).isEqualTo(DepthMetric.DELTA1);
    }

    @Test
    void unknownMetricIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> DepthMetric.ofId("absrel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metric must be one of abs_relative_difference, squared_relative_difference, rmse_linear,"
                        + " rmse_log, log10, delta1_acc, delta2_acc, delta3_acc, i_rmse, silog_rmse, mae,"
                        + " got 'absrel'");
    }
}
