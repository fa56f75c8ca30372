package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.engine.RewrittenCheckpoint;
import dev.marigold.image.RgbImage;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DJL has no arrays of some types: PyTorch makes them of the bytes of the file, wherever that happens. */
class DjlCheckpointLayoutsTest {
    /** The same numbers through the same operations. */
    private static final float WIDENING_TOLERANCE = 1e-6f;

    @TempDir
    private Path folder;

    private Path stored(DType dtype) throws IOException {
        return RewrittenCheckpoint.copy(folder.resolve("stored"), RewrittenCheckpoint.stored(dtype))
                .directory();
    }

    private Path rounded(DType dtype) throws IOException {
        return RewrittenCheckpoint.copy(folder.resolve("rounded"), RewrittenCheckpoint.rounded(dtype))
                .directory();
    }

    private static FloatTensor depth(Path checkpoint, MemoryMode mode) throws IOException {
        RgbImage image = RgbImage.read(RewrittenCheckpoint.ORIGINAL.resolve("input.png"));
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(checkpoint)
                .backend(new DjlBackendProvider())
                .memoryMode(mode)
                .build()) {
            return estimator.estimate(image).depth();
        }
    }

    @ParameterizedTest
    @CsvSource({"BF16, DEFAULT", "BF16, SEQUENTIAL", "F8_E4M3, DEFAULT", "F8_E4M3, SEQUENTIAL"})
    void narrowTypesAreWidenedExactly(DType dtype, MemoryMode mode) throws IOException {
        Path stored = stored(dtype);

        FloatTensor depth = depth(stored, mode);

        assertThat(Checkpoint.open(stored).unetWeights().parameterTypes()).containsExactly(dtype);
        assertThat(depth.toArray()).containsExactly(depth(rounded(dtype), mode).toArray(), within(WIDENING_TOLERANCE));
    }

    private static FloatTensor decode(Path checkpoint, MemoryMode mode) throws IOException {
        float[] latent = new float[4 * 3 * 5];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = (float) Math.sin(i);
        }
        BackendOptions options =
                BackendOptions.builder().precision("bf16").memoryMode(mode).build();
        try (DiffusionBackend backend = new DjlBackendProvider().open(Checkpoint.open(checkpoint), options)) {
            return backend.decode(FloatTensor.wrap(Shape.of(1, 4, 3, 5), latent));
        }
    }

    @ParameterizedTest
    @CsvSource({"BF16, DEFAULT", "BF16, SEQUENTIAL", "F8_E4M3, DEFAULT"})
    void bfloat16ComputesWithWhatIsStored(DType dtype, MemoryMode mode) throws IOException {
        assertThat(decode(stored(dtype), mode)).isEqualTo(decode(rounded(dtype), mode));
    }

    @Test
    void bfloat16IsNotSinglePrecision() throws IOException {
        assertThat(depth(stored(DType.BF16), MemoryMode.DEFAULT))
                .isNotEqualTo(depth(RewrittenCheckpoint.ORIGINAL, MemoryMode.DEFAULT));
    }
}
