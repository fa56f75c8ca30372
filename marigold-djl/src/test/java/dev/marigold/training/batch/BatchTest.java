package dev.marigold.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.NormalizedDepth;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final TrainingSize SIZE = new TrainingSize(2, 2);

    private static TrainingSample sample(float low, float high, float... metres) {
        FloatTensor values = FloatTensor.copyOf(Shape.of(2, 2), -1, 0, 0.5f, 1);
        PixelMask valid = PixelMask.wrap(2, 2, new boolean[] {true, true, true, false});
        return new TrainingSample(new float[12], new NormalizedDepth(values, valid, low, high), metres);
    }

    @Test
    void errorsAreRelativeToTheDepthInMetres() {
        Batch batch = Batch.of(List.of(sample(2, 6, 2, 4, 5, 6), sample(10, 30, 10, 20, 25, 30)), SIZE);

        // One unit is half of the range: 2 metres, of 2, 4 and 5; then 10 metres, of 10, 20 and 25.
        assertThat(batch.perDepth().shape()).isEqualTo(Shape.of(2, 1, 2, 2));
        assertThat(batch.perDepth().toArray()).containsExactly(1, 0.5f, 0.4f, 0, 1, 0.5f, 0.4f, 0);
    }

    @Test
    void nothingWeighsMoreThanTheNearEnd() {
        Batch batch = Batch.of(List.of(sample(2, 6, 0.5f, 4, 5, 6)), SIZE);

        assertThat(batch.perDepth().toArray()).containsExactly(1, 0.5f, 0.4f, 0);
    }

    @Test
    void aRangeFromNothingLeavesFiniteNumbers() {
        Batch batch = Batch.of(List.of(sample(0, 4, 1, 2, 4, 8)), SIZE);

        assertThat(batch.perDepth().toArray()).containsExactly(2, 1, 0.5f, 0);
    }

    @Test
    void masksSayWhereDepthCountsAndTargetsAreGrey() {
        Batch batch = Batch.of(List.of(sample(2, 6, 2, 4, 5, 6)), SIZE);

        assertThat(batch.masks().toArray()).containsExactly(1, 1, 1, 0);
        assertThat(batch.depthPictures().shape()).isEqualTo(Shape.of(1, 3, 2, 2));
        assertThat(batch.depthPictures().toArray()).containsExactly(-1, 0, 0.5f, 1, -1, 0, 0.5f, 1, -1, 0, 0.5f, 1);
    }
}
