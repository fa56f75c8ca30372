package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marigold.tensor.FloatTensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alignment and metrics against what the published evaluation code computes. */
class DepthAlignmentGoldenTest {
    /** A relative 1e-4: the goldens were computed in single precision. */
    private static final double PERCENT = 0.01;

    /** Single precision at depths up to 10. */
    private static final float MAP_TOLERANCE = 1e-5f;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void leastSquaresFindsTheRecordedLineAndMap(int index) {
        JsonNode expected = GoldenCases.expected(Integer.toString(index));

        AlignedDepth aligned = align(AlignmentMode.LEAST_SQUARES, index);

        assertThat(aligned.scale()).isCloseTo(expected.get("scale").asDouble(), withinPercentage(PERCENT));
        assertThat(aligned.shift()).isCloseTo(expected.get("shift").asDouble(), withinPercentage(PERCENT));
        assertClose(aligned.depth(), GoldenCases.tensor("case" + index + ".aligned"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void leastSquaresInDisparityFindsTheRecordedLineAndMap(int index) {
        JsonNode expected = GoldenCases.expected(Integer.toString(index));

        AlignedDepth aligned = align(AlignmentMode.LEAST_SQUARES_DISPARITY, index);

        assertThat(aligned.scale()).isCloseTo(expected.get("disparity_scale").asDouble(), withinPercentage(PERCENT));
        assertThat(aligned.shift()).isCloseTo(expected.get("disparity_shift").asDouble(), withinPercentage(PERCENT));
        assertClose(aligned.depth(), GoldenCases.tensor("case" + index + ".aligned_disparity"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyMetricIsTheRecordedOne(int index) {
        JsonNode expected = GoldenCases.expected(Integer.toString(index)).get("metrics");

        DepthScores scores =
                DepthScores.of(align(AlignmentMode.LEAST_SQUARES, index).depth(), GoldenCases.truth(index));

        assertThat(expected).hasSize(DepthMetric.published().size());
        for (DepthMetric metric : DepthMetric.published()) {
            assertThat(scores.get(metric))
                    .as(metric.id())
                    .isCloseTo(expected.get(metric.id()).asDouble(), withinPercentage(PERCENT));
        }
    }

    private static AlignedDepth align(AlignmentMode mode, int index) {
        return DepthAlignment.of(mode)
                .align(GoldenCases.tensor("case" + index + ".pred"), GoldenCases.truth(index), GoldenCases.RANGE);
    }

    private static void assertClose(FloatTensor actual, FloatTensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.shape().elementCount(); i++) {
            assertThat(actual.get(i)).isCloseTo(expected.get(i), within(MAP_TOLERANCE));
        }
    }
}
