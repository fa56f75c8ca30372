package dev.marigold.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatentMaskTest {
    @Test
    void oneInvalidPixelTakesItsLatentPixelAway() {
        float[] mask = new float[4 * 6];
        Arrays.fill(mask, 1);
        mask[6 + 4] = 0;

        assertThat(LatentMask.of(mask, 6, 2)).containsExactly(1, 1, 0, 1, 1, 1);
    }

    @Test
    void theRecordedMaskIsFound() throws IOException {
        RecordedTraining recorded = RecordedTraining.open();
        FloatTensor expected = recorded.mask("latent_mask").slice(0, 1);

        float[] mask = LatentMask.of(recorded.mask("mask").slice(0, 1).toArray(), 80, 8);

        assertThat(mask).containsExactly(Arrays.copyOf(expected.toArray(), mask.length));
    }
}
