package dev.marigold.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.DepthEstimator;
import dev.marigold.image.RgbImage;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.MemoryMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An estimator that runs for days must not grow. */
public abstract class MemoryUse {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final int WARM_UP = 50;
    private static final int ESTIMATES = 150;

    /** Half of what would be lost if the decoder's results alone were never released: 3 * 128 * 192 floats each time. */
    private static final long ALLOWED_GROWTH = 22L << 20;

    private static final int RESOLUTION = 192;
    private static final Pattern START = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");

    /** A heap of up to 32 GB lies below this address, and nothing that native code allocates does. */
    private static final long END_OF_COMPRESSED_POINTERS = 1L << 35;

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
        assumeTrue(Files.exists(MAPPINGS), "memory is measured on Linux only");
        RgbImage image = GoldenCheckpoint.DEPTH_V1_1.image();
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(GoldenCheckpoint.DEPTH_V1_1.directory())
                .backend(provider())
                .memoryMode(mode)
                .processingResolution(RESOLUTION)
                .steps(1)
                .build()) {
            repeat(estimator, image, warmUp);
            long heapBefore = usedHeap();
            long nativeBefore = outsideOfHeap();
            repeat(estimator, image, estimates);
            long heapGrowth = usedHeap() - heapBefore;
            long nativeGrowth = outsideOfHeap() - nativeBefore;

            assertThat(nativeGrowth).as("bytes outside of the heap").isLessThan(ALLOWED_GROWTH);
            assertThat(heapGrowth).as("bytes on the heap").isLessThan(ALLOWED_GROWTH);
        }
    }

    private static void repeat(DepthEstimator estimator, RgbImage image, int times) {
        for (int i = 0; i < times; i++) {
            estimator.estimate(image);
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Resident memory less that of the Java heap, which grows and shrinks as the collector pleases. */
    private static long outsideOfHeap() throws IOException {
        long resident = 0;
        boolean heap = false;
        for (String line : Files.readAllLines(MAPPINGS)) {
            Matcher start = START.matcher(line);
            if (start.lookingAt()) {
                heap = Long.parseUnsignedLong(start.group(1), 16) < END_OF_COMPRESSED_POINTERS;
            } else if (!heap && line.startsWith("Rss:")) {
                resident += Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return resident;
    }
}
