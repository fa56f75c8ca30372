package dev.marigold.onnx;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.testkit.DiffusionBackendConformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

class OnnxBackendConformanceTest extends DiffusionBackendConformance {
    @Override
    protected DiffusionBackendProvider provider() {
        return new OnnxBackendProvider();
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
