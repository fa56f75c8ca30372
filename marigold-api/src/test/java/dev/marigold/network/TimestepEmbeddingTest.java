package dev.marigold.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestepEmbeddingTest {
    /** A phase of up to 999 rounded to single precision. */
    private static final double TOLERANCE = 1e-4;

    private static final int CHANNELS = 320;
    private static final int HALF = CHANNELS / 2;

    private static UnetConfig config(boolean flipSinToCos, double frequencyShift) {
        return new UnetConfig(
                8,
                4,
                List.of(CHANNELS, CHANNELS),
                List.of(true, false),
                List.of(false, true),
                1,
                List.of(1, 1),
                List.of(1, 1),
                8,
                true,
                32,
                1e-5,
                flipSinToCos,
                frequencyShift);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 249, 999})
    void cosinesComeFirst(int timestep) {
        FloatTensor embedding = TimestepEmbedding.of(timestep, config(true, 0));

        assertThat(embedding.shape()).isEqualTo(Shape.of(1, CHANNELS));
        for (int k = 0; k < HALF; k++) {
            double phase = timestep * Math.pow(10_000, -(double) k / HALF);
            assertThat((double) embedding.get(k)).isCloseTo(Math.cos(phase), within(TOLERANCE));
            assertThat((double) embedding.get(HALF + k)).isCloseTo(Math.sin(phase), within(TOLERANCE));
        }
    }

    @Test
    void sinesComeFirstWhereTheyAreNotFlipped() {
        FloatTensor embedding = TimestepEmbedding.of(3, config(false, 0));

        assertThat((double) embedding.get(0)).isCloseTo(Math.sin(3), within(TOLERANCE));
        assertThat((double) embedding.get(HALF)).isCloseTo(Math.cos(3), within(TOLERANCE));
    }

    @Test
    void aShiftMakesTheLastFrequencyTheLowest() {
        FloatTensor embedding = TimestepEmbedding.of(999, config(true, 1));

        assertThat((double) embedding.get(CHANNELS - 1)).isCloseTo(Math.sin(999 / 10_000.0), within(TOLERANCE));
    }
}
