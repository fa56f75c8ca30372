package dev.marigold.onnx.runtime;

import dev.marigold.engine.EngineOperations;
import dev.marigold.network.NetworkEngine;
import dev.marigold.spi.BackendOptions;

class OrtOperationsTest extends EngineOperations {
    @Override
    protected NetworkEngine engine() {
        return new OrtEngine(BackendOptions.builder().build());
    }
}
