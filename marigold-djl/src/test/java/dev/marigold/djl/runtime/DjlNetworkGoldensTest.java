package dev.marigold.djl.runtime;

import dev.marigold.engine.NetworkGoldens;
import dev.marigold.network.NetworkEngine;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.MemoryMode;

class DjlNetworkGoldensTest extends NetworkGoldens {
    @Override
    protected NetworkEngine engine(MemoryMode mode) {
        return new DjlEngine(BackendOptions.builder().memoryMode(mode).build());
    }

    @Override
    protected double tolerance() {
        return 1e-5;
    }
}
