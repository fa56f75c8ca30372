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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DJL has no array of bfloat16: PyTorch makes one of the bytes of the file, wherever that happens. */
class DjlCheckpointLayoutsTest {
    /** The same numbers through the same operations. */
    private static final float WIDENING_TOLERANCE = 1e-6f;

    @TempDir
    private Path folder;

    private Path halved;
    private Path rounded;

    @BeforeEach
    void write() throws IOException {
        halved = RewrittenCheckpoint.copy(folder.resolve("halved"), RewrittenCheckpoint::halve)
                .directory();
        rounded = RewrittenCheckpoint.copy(folder.resolve("rounded"), RewrittenCheckpoint::round)
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
    @EnumSource
    void bfloat16IsWidenedExactly(MemoryMode mode) throws IOException {
        FloatTensor depth = depth(halved, mode);

        assertThat(Checkpoint.open(halved).unetWeights().parameterTypes()).containsExactly(DType.BF16);
        assertThat(depth.toArray()).containsExactly(depth(rounded, mode).toArray(), within(WIDENING_TOLERANCE));
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
    @EnumSource
    void bfloat16ComputesWithWhatIsStored(MemoryMode mode) throws IOException {
        assertThat(decode(halved, mode)).isEqualTo(decode(rounded, mode));
    }

    @Test
    void bfloat16IsNotSinglePrecision() throws IOException {
        assertThat(depth(halved, MemoryMode.DEFAULT))
                .isNotEqualTo(depth(RewrittenCheckpoint.ORIGINAL, MemoryMode.DEFAULT));
    }
}
