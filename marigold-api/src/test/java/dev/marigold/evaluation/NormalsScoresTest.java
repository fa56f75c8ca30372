package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalsScoresTest {
    private static final FloatTensor FORWARD = FloatTensor.copyOf(Shape.of(3, 1, 2), 0, 0, 0, 0, 1, 1);

    @ParameterizedTest
    @EnumSource(NormalsMetric.class)
    void everyMetricIsTheRecordedOne(NormalsMetric metric) {
        JsonNode expected = GoldenCases.expected("normals").get("metrics");

        NormalsScores scores =
                NormalsScores.of(map(GoldenCases.tensor("normals.pred")), map(GoldenCases.tensor("normals.gt")));

        assertThat(expected).hasSize(NormalsMetric.values().length);
        assertThat(scores.get(metric)).isCloseTo(expected.get(metric.id()).asDouble(), withinPercentage(0.01));
    }

    @Test
    void lengthOfAPredictionDoesNotMatter() {
        FloatTensor longer = FloatTensor.copyOf(Shape.of(3, 1, 2), 0, 3, 0, 0, 0.1f, 4);

        assertThat(NormalsScores.of(longer, FORWARD).get(NormalsMetric.MEAN))
                .isCloseTo(Math.toDegrees(Math.atan2(3, 4)) / 2, within(1e-6));
    }

    @Test
    void oppositeDirectionsAreHalfATurnApart() {
        FloatTensor backward = FloatTensor.copyOf(Shape.of(3, 1, 2), 0, 0, 0, 0, -1, -1);

        assertThat(NormalsScores.of(backward, FORWARD).get(NormalsMetric.RMSE)).isCloseTo(180, within(1e-12));
    }

    @Test
    void zeroVectorIsARightAngleAway() {
        FloatTensor nothing = FloatTensor.copyOf(Shape.of(3, 1, 2), 0, 0, 0, 0, 0, 0);

        assertThat(NormalsScores.of(nothing, FORWARD).get(NormalsMetric.MEDIAN)).isEqualTo(90);
    }

    @Test
    void thresholdsAreStrict() {
        double limit = Math.toRadians(30);
        FloatTensor tilted = FloatTensor.copyOf(
                Shape.of(3, 1, 2), 0, 0, 0, (float) Math.sin(limit + 1e-4), 1, (float) Math.cos(limit + 1e-4));

        assertThat(NormalsScores.of(tilted, FORWARD).get(NormalsMetric.BELOW_30))
                .isEqualTo(50);
    }

    @Test
    void truthWithoutANormalIsRefused() {
        assertThatThrownBy(() -> NormalsScores.of(FORWARD, FloatTensor.wrap(Shape.of(3, 1, 2), new float[6])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("truth must have at least one normal that is not zero, got none");
    }

    @Test
    void normalThatIsNotANumberIsRefused() {
        FloatTensor prediction = FloatTensor.copyOf(Shape.of(3, 1, 2), 0, Float.NaN, 0, 0, 1, 1);

        assertThatThrownBy(() -> NormalsScores.of(prediction, FORWARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("normals must be finite where the truth is valid, got others at pixel 1");
    }

    private static FloatTensor map(FloatTensor batch) {
        Shape shape = batch.shape();
        return batch.reshape(Shape.of(3, shape.extent(2), shape.extent(3)));
    }
}
