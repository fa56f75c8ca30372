package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthRangeTest {
    @Test
    void bothEndsAreOutside() {
        DepthRange range = new DepthRange(1, 10);

        assertThat(range.contains(1)).isFalse();
        assertThat(range.contains(Math.nextUp(1f))).isTrue();
        assertThat(range.contains(Math.nextDown(10f))).isTrue();
        assertThat(range.contains(10)).isFalse();
        assertThat(range.contains(Float.NaN)).isFalse();
    }

    @Test
    void infinityIsOutsideAnOpenRange() {
        DepthRange range = new DepthRange(0, Float.POSITIVE_INFINITY);

        assertThat(range.contains(Float.MAX_VALUE)).isTrue();
        assertThat(range.contains(Float.POSITIVE_INFINITY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-0.5, 1.0", "1.0, 1.0", "2.0, 1.0", "NaN, 1.0", "0.0, NaN"})
    void boundsThatHoldNothingAreRefused(float min, float max) {
        assertThatThrownBy(() -> new DepthRange(min, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("min must be >= 0 and max above min, got " + min + " and " + max);
    }
}
