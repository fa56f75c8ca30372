package dev.marigold.djl.runtime;

import dev.marigold.engine.EngineOperations;
import dev.marigold.network.NetworkEngine;
import dev.marigold.spi.BackendOptions;

class DjlOperationsTest extends EngineOperations {
    @Override
    protected NetworkEngine engine() {
        return new DjlEngine(BackendOptions.builder().build());
    }
}
