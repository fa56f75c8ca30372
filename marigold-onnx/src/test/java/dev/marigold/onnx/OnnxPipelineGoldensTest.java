package dev.marigold.onnx;

import dev.marigold.engine.PipelineGoldens;
import dev.marigold.spi.DiffusionBackendProvider;

class OnnxPipelineGoldensTest extends PipelineGoldens {
    @Override
    protected DiffusionBackendProvider provider() {
        return new OnnxBackendProvider();
    }

    @Override
    protected double tolerance() {
        return 1e-5;
    }
}
