package dev.marigold.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.api.Test;

class DepthHeadTest {
    @Test
    void depthIsTheMeanOfTheChannelsFromZeroToOne() {
        FloatTensor pictures = FloatTensor.copyOf(Shape.of(2, 3, 1, 2), -1, 0, -1, 0.5f, -1, 1, 0, 1, 0, 1, 0, 1);

        assertThat(new DepthHead().apply(pictures)).isEqualTo(FloatTensor.copyOf(Shape.of(2, 1, 2), 0, 0.75f, 0.5f, 1));
    }

    @Test
    void theMeanIsClippedNotTheChannels() {
        FloatTensor pictures = FloatTensor.copyOf(Shape.of(1, 3, 1, 3), 4, 2, -9, -2, 2, 0, -2, 2, 0);

        assertThat(new DepthHead().apply(pictures)).isEqualTo(FloatTensor.copyOf(Shape.of(1, 1, 3), 0.5f, 1, 0));
    }
}
