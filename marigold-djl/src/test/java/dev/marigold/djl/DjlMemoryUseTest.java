package dev.marigold.djl;

import dev.marigold.engine.MemoryUse;
import dev.marigold.spi.DiffusionBackendProvider;

class DjlMemoryUseTest extends MemoryUse {
    @Override
    protected DiffusionBackendProvider provider() {
        return new DjlBackendProvider();
    }
}
