package dev.marigold.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.image.ResampleMode;
import dev.marigold.training.DrawnDataset;
import dev.marigold.training.DrawnDataset.Pixel;
import dev.marigold.training.batch.BatchSource.SampleSettings;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rendered pictures, whose depth is known everywhere, come beside measured ones that have holes. */
class HybridBatchesTest {
    private static final int RENDERED = 200;
    private static final int MEASURED = 50;
    private static final List<TrainingSize> SIZES = List.of(new TrainingSize(16, 8));

    @Test
    void everySampleKeepsTheMaskOfItsDataSet() throws IOException {
        DrawnDataset rendered =
                new DrawnDataset("rendered", 4, 16, 8, (index, x, y) -> new Pixel(RENDERED, 0, 1 + y, true));
        DrawnDataset measured =
                new DrawnDataset("measured", 4, 16, 8, (index, x, y) -> new Pixel(MEASURED, 0, 1 + y, x < 8));
        float[] everywhere = new float[128];
        float[] leftHalf = new float[128];
        for (int i = 0; i < 128; i++) {
            everywhere[i] = 1;
            leftHalf[i] = i % 16 < 8 ? 1 : 0;
        }
        Set<Integer> seen = new TreeSet<>();

        try (BatchSource source = source(rendered, measured)) {
            for (int number = 0; number < 12; number++) {
                Batch batch = source.next();
                for (int b = 0; b < batch.masks().shape().extent(0); b++) {
                    int red = Math.round((batch.pictures().get(b * 3 * 128) + 1) / 2 * 255);
                    seen.add(red);
                    float[] mask = Arrays.copyOfRange(batch.masks().toArray(), b * 128, (b + 1) * 128);
                    assertThat(mask).isEqualTo(red == RENDERED ? everywhere : leftHalf);
                }
            }
        }

        assertThat(seen).containsExactly(MEASURED, RENDERED);
    }

    private static BatchSource source(DrawnDataset rendered, DrawnDataset measured) {
        SampleSettings settings = new SampleSettings(
                new SampleGeometry(0, 1, ResampleMode.BILINEAR), Photometric.none(), DepthNormalization.published());
        return new BatchSource(
                List.of(new WeightedDataset(rendered, 1, SIZES), new WeightedDataset(measured, 1, SIZES)),
                settings,
                2,
                5,
                new BatchSource.Section(0, 100));
    }
}
