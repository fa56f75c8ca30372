package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the number of pictures. */
@Tag("slow")
class EvaluationMemoryTest {
    private static final int HEIGHT = 240;
    private static final int WIDTH = 320;
    private static final int SAMPLES = 4000;

    /** Fifteen maps, of the thousands that are dropped between the measurements; the rows take less than half of it. */
    private static final long ALLOWED = 15L * HEIGHT * WIDTH * Float.BYTES;

    @TempDir
    private Path folder;

    @Test
    void thousandsOfPicturesTakeTheMemoryOfOne() throws IOException {
        List<Long> used = new ArrayList<>();
        EvaluationListener listener = new EvaluationListener() {
            @Override
            public void onProgress(EvaluationProgress progress) {
                if (progress.done() > 0 && progress.done() % (SAMPLES / 4) == 0) {
                    used.add(usedHeap());
                }
            }
        };

        EvaluationResult result = DepthEvaluation.builder(new Slopes(), TrivialPredictor.VERTICAL_RAMP)
                .output(folder)
                .listener(listener)
                .build()
                .run();

        assertThat(result.scores()).hasSize(SAMPLES);
        assertThat(used.get(3) - used.get(0)).isLessThan(ALLOWED);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Planes of various slopes. */
    private static final class Slopes implements DepthDataset {
        @Override
        public String name() {
            return "slopes";
        }

        @Override
        public DepthRange range() {
            return new DepthRange(0, 100);
        }

        @Override
        public int size() {
            return SAMPLES;
        }

        @Override
        public DepthSample sample(int index) {
            return new Slope(index);
        }

        @Override
        public void close() {}
    }

    private record Slope(int index) implements DepthSample {
        @Override
        public String id() {
            return index + ".png";
        }

        @Override
        public String group() {
            return "slopes";
        }

        @Override
        public String predictionName() {
            return index + ".npy";
        }

        @Override
        public RgbImage image() {
            return RgbImage.ofRgb(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
        }

        @Override
        public GroundTruth groundTruth() {
            return Truths.of(HEIGHT, WIDTH, i -> 1 + (i % WIDTH) * (index % 10) / 100f);
        }
    }
}
