package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DjlDiscoveryTest {
    private static final Path CHECKPOINT = Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1");

    @Test
    void theOnlyBackendIsFoundWithoutBeingNamed() throws IOException {
        RgbImage image = RgbImage.read(CHECKPOINT.resolve("input.png"));

        try (DepthEstimator estimator =
                DepthEstimator.builder().checkpoint(CHECKPOINT).build()) {
            Provenance provenance = estimator.estimate(image).provenance();

            assertThat(provenance.backend()).isEqualTo("djl");
            assertThat(provenance.scheduler()).isEqualTo("ddim");
        }
    }

    @Test
    void theBackendIsFoundByItsId() throws IOException {
        try (DepthEstimator estimator =
                DepthEstimator.builder().checkpoint(CHECKPOINT).backend("djl").build()) {
            assertThat(estimator.checkpoint().directory()).isEqualTo(CHECKPOINT);
        }
    }
}
