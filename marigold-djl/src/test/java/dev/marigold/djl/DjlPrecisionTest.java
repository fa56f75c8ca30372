package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The opt-in precision computes the same function with 8 bits of mantissa, and somewhat less exactly. */
class DjlPrecisionTest {
    private static final Path CHECKPOINT = Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1");

    /** Root mean square of the deviation, relative to that of the result; measured: 0.011 to 0.017. */
    private static final double BF16_TOLERANCE = 0.03;

    private static DiffusionBackend open(String precision, MemoryMode mode) throws IOException {
        return new DjlBackendProvider()
                .open(
                        Checkpoint.open(CHECKPOINT),
                        BackendOptions.builder()
                                .precision(precision)
                                .memoryMode(mode)
                                .build());
    }

    private static FloatTensor noise(int... extents) {
        Random random = new Random(3);
        Shape shape = Shape.of(extents);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        return FloatTensor.wrap(shape, values);
    }

    @ParameterizedTest
    @EnumSource
    void halfPrecisionIsCloseToSinglePrecision(MemoryMode mode) throws IOException {
        try (DiffusionBackend full = open("fp32", MemoryMode.DEFAULT);
                DiffusionBackend half = open("bf16", mode)) {
            FloatTensor latents = noise(2, 8, 12, 10);
            FloatTensor latent = noise(1, 4, 6, 8);
            FloatTensor image = noise(1, 3, 48, 64);

            assertClose("denoise", half.denoise(latents, 500), full.denoise(latents, 500));
            assertClose("encode", half.encode(image), full.encode(image));
            assertClose("decode", half.decode(latent), full.decode(latent));
        }
    }

    private static void assertClose(String what, FloatTensor half, FloatTensor full) {
        double squares = 0;
        double scale = 0;
        for (int i = 0; i < full.toArray().length; i++) {
            squares += Math.pow(half.get(i) - full.get(i), 2);
            scale += Math.pow(full.get(i), 2);
        }
        assertThat(Math.sqrt(squares / scale)).as(what).isPositive().isLessThan(BF16_TOLERANCE);
    }
}
