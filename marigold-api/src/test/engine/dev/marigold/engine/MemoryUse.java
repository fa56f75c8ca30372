package dev.marigold.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.image.RgbImage;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.MemoryMode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An estimator that runs for days must not grow. */
public abstract class MemoryUse {
    private static final int WARM_UP = 50;
    private static final int ESTIMATES = 150;

    /** Half of what would be lost if the decoder's results alone were never released: 3 * 128 * 192 floats each time. */
    private static final long ALLOWED_GROWTH = 22L << 20;

    private static final int RESOLUTION = 192;

    /** Returns the provider under test. */
    protected abstract DiffusionBackendProvider provider();

    @Test
    void estimatesLeaveNothingBehind() throws IOException {
        assertFlat(MemoryMode.DEFAULT, WARM_UP, ESTIMATES);
    }

    @Test
    @Tag("slow")
    void openingAndClosingNetworksLeavesNothingBehind() throws IOException {
        assertFlat(MemoryMode.LOW, WARM_UP, ESTIMATES);
    }

    private void assertFlat(MemoryMode mode, int warmUp, int estimates) throws IOException {
        ProcessMemory.assumeMeasurable();
        RgbImage image = GoldenCheckpoint.DEPTH_V1_1.image();
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(GoldenCheckpoint.DEPTH_V1_1.directory())
                .backend(provider())
                .memoryMode(mode)
                .processingResolution(RESOLUTION)
                .steps(1)
                .build()) {
            repeat(estimator, image, warmUp);
            ProcessMemory before = ProcessMemory.measure();
            repeat(estimator, image, estimates);
            ProcessMemory after = ProcessMemory.measure();

            assertThat(after.outside() - before.outside())
                    .as("bytes outside of the heap")
                    .isLessThan(ALLOWED_GROWTH);
            assertThat(after.heap() - before.heap()).as("bytes on the heap").isLessThan(ALLOWED_GROWTH);
        }
    }

    private static void repeat(DepthEstimator estimator, RgbImage image, int times) {
        for (int i = 0; i < times; i++) {
            estimator.estimate(image);
        }
    }
}
