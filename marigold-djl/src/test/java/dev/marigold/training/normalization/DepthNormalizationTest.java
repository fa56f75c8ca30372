package dev.marigold.training.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.api.Test;

class DepthNormalizationTest {
    private static final float TOLERANCE = 1e-6f;

    private static FloatTensor ramp(int pixels) {
        float[] metres = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            metres[i] = i + 1;
        }
        return FloatTensor.wrap(Shape.of(1, pixels), metres);
    }

    @Test
    void quantilesAreTheEndsOfTheRange() {
        NormalizedDepth depth = DepthNormalization.published().apply(ramp(101), PixelMask.all(1, 101));

        assertThat(depth.low()).isCloseTo(3, within(TOLERANCE));
        assertThat(depth.high()).isCloseTo(99, within(TOLERANCE * 100));
        assertThat(depth.values().get(0)).isEqualTo(-1);
        assertThat(depth.values().get(50)).isCloseTo(0, within(TOLERANCE));
        assertThat(depth.values().get(100)).isEqualTo(1);
    }

    @Test
    void quantilesLieBetweenValues() {
        NormalizedDepth depth = DepthNormalization.quantiles(0.25, 1).apply(ramp(4), PixelMask.all(1, 4));

        assertThat(depth.low()).isCloseTo(1.75f, within(TOLERANCE));
    }

    @Test
    void invalidPixelsAreFarAndDoNotCount() {
        boolean[] valid = {true, false, true, true, true};
        FloatTensor metres = FloatTensor.copyOf(Shape.of(1, 5), 1, 2, 3, 0, Float.NaN);

        NormalizedDepth depth = DepthNormalization.published().apply(metres, PixelMask.wrap(1, 5, valid));

        assertThat(depth.values().toArray()).containsExactly(-1, 1, 1, 1, 1);
        assertThat(depth.valid().toArray()).containsExactly(true, false, true, false, false);
    }

    @Test
    void aMapOfOneDepthTeachesNothing() {
        NormalizedDepth depth =
                DepthNormalization.published().apply(FloatTensor.copyOf(Shape.of(1, 3), 2, 2, 2), PixelMask.all(1, 3));

        assertThat(depth.valid().count()).isZero();
    }

    @Test
    void absoluteDepthsKeepTheirMetres() {
        NormalizedDepth depth = DepthNormalization.absolute(0, 10)
                .apply(FloatTensor.copyOf(Shape.of(1, 3), 5, 5, 20), PixelMask.all(1, 3));

        assertThat(depth.values().toArray()).containsExactly(0, 0, 1);
        assertThat(depth.valid().count()).isEqualTo(3);
    }

    @Test
    void quantilesInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> DepthNormalization.quantiles(0.9, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantiles must be 0 <= low < high <= 1, got low 0.9 and high 0.1");
    }
}
