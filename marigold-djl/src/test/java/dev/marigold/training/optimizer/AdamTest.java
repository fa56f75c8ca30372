package dev.marigold.training.optimizer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void constantsMustBeFiniteAndNotNegative(double value) {
        assertThatThrownBy(() -> new Adam(0.9, 0.999, value, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epsilon must be finite and > 0, got " + value);
        assertThatThrownBy(() -> new Adam(0.9, 0.999, 1e-8, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weightDecay must be finite and >= 0, got " + value);
    }
}
