package dev.marigold.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRangeTest {
    @Test
    void theEndsOfAMapAreTheEndsOfTheRange() {
        assertThat(new MetricRange(2, 10).metres(FloatTensor.copyOf(Shape.of(1, 3), 0, 0.25f, 1)))
                .isEqualTo(FloatTensor.copyOf(Shape.of(1, 3), 2, 4, 10));
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "10, 10", "0, Infinity", "NaN, 10", "0, NaN"})
    void rangesThatAreNoneAreRefused(double near, double far) {
        assertThatThrownBy(() -> new MetricRange(near, far))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the range must be 0 <= near < far metres, got near " + near + " and far " + far);
    }
}
