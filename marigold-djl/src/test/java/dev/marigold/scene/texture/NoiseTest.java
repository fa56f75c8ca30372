package dev.marigold.scene.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseTest {
    @Test
    void barsAreCoveredByTheirShare() {
        assertThat(Noise.bars(0.1, 1, 0.25, 1e-9)).isCloseTo(1, within(1e-6));
        assertThat(Noise.bars(0.5, 1, 0.25, 1e-9)).isCloseTo(0, within(1e-6));
        assertThat(Noise.bars(0.37, 1, 0.25, 1)).isCloseTo(0.25, within(1e-9));
        assertThat(Noise.bars(-12.9, 1, 0.25, 40)).isCloseTo(0.25, within(0.01));
        assertThat(Noise.bars(0.25, 1, 0.25, 0.1)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void noiseIsContinuous() {
        for (int i = 0; i < 1000; i++) {
            double x = i * 0.0731 - 30;
            assertThat(Noise.smooth(x + 1e-7, 2.3, 5)).isCloseTo(Noise.smooth(x, 2.3, 5), within(1e-5));
            assertThat(Noise.smooth(1.1, -0.4, x + 1e-7, 5)).isCloseTo(Noise.smooth(1.1, -0.4, x, 5), within(1e-5));
        }
    }

    @Test
    void noiseStaysInItsRangeAndVaries() {
        double low = 1;
        double high = -1;
        for (int i = 0; i < 5000; i++) {
            double value = Noise.smooth(i * 0.37, i * 0.11, 9);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }

        assertThat(low).isBetween(-1.0, -0.7);
        assertThat(high).isBetween(0.7, 1.0);
    }

    @Test
    void detailFinerThanAPixelIsLeftOut() {
        assertThat(Noise.rich(0.3, 0.7, 1, 5, 10)).isZero();
        assertThat(Noise.keep(0)).isEqualTo(1);
    }
}
