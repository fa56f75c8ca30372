package dev.marigold.training.noise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.loop.RecordedTraining;
import dev.marigold.training.objective.NoiseKind;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrainingNoiseTest {
    private static final double TOLERANCE = 1e-5;

    @Test
    void annealedNoiseIsThatOfTheRecordedGenerator() throws IOException {
        FloatTensor expected = RecordedTraining.open().tensor("multires.original");

        FloatTensor noise = new TrainingNoise(NoiseKind.ANNEALED, 1000)
                .draw(expected.shape(), new int[] {300, 800}, new TorchGenerator(32));

        assertThat(RecordedTraining.largestDifference(noise, expected)).isLessThan(TOLERANCE);
    }

    @Test
    void noiseOfFullStrengthIsAnnealedNoiseAtTheEnd() {
        Shape shape = Shape.of(2, 4, 15, 21);

        FloatTensor noise = new TrainingNoise(NoiseKind.MULTI_RESOLUTION, 1000)
                .draw(shape, new int[] {0, 500}, new TorchGenerator(3));

        assertThat(noise)
                .isEqualTo(new TrainingNoise(NoiseKind.ANNEALED, 1000)
                        .draw(shape, new int[] {1000, 1000}, new TorchGenerator(3)))
                .isNotEqualTo(new TrainingNoise(NoiseKind.ANNEALED, 1000)
                        .draw(shape, new int[] {0, 500}, new TorchGenerator(3)));
    }

    @Test
    void gaussianNoiseIsOneDraw() {
        Shape shape = Shape.of(2, 4, 6, 8);

        FloatTensor noise =
                new TrainingNoise(NoiseKind.GAUSSIAN, 1000).draw(shape, new int[] {0, 999}, new TorchGenerator(5));

        assertThat(noise).isEqualTo(new TorchGenerator(5).next(shape));
    }

    @Test
    void noiseOfSeveralResolutionsHasUnitDeviation() {
        float[] values = new TrainingNoise(NoiseKind.MULTI_RESOLUTION, 1000)
                .draw(Shape.of(3, 4, 15, 21), new int[] {0, 10, 999}, new TorchGenerator(1))
                .toArray();

        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        assertThat((squares - values.length * mean * mean) / (values.length - 1))
                .isCloseTo(1, Offset.offset(TOLERANCE));
    }
}
