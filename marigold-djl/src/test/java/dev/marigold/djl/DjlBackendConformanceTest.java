package dev.marigold.djl;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.testkit.DiffusionBackendConformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

class DjlBackendConformanceTest extends DiffusionBackendConformance {
    @Override
    protected DiffusionBackendProvider provider() {
        return new DjlBackendProvider();
    }

    @Override
    protected Checkpoint checkpoint() {
        try {
            return Checkpoint.open(Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
