package dev.marigold.onnx;

import dev.marigold.engine.MemoryUse;
import dev.marigold.spi.DiffusionBackendProvider;

class OnnxMemoryUseTest extends MemoryUse {
    @Override
    protected DiffusionBackendProvider provider() {
        return new OnnxBackendProvider();
    }
}
