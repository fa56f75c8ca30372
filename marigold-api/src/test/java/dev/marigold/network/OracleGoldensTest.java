package dev.marigold.network;

import dev.marigold.engine.NetworkGoldens;
import dev.marigold.spi.MemoryMode;

class OracleGoldensTest extends NetworkGoldens {
    @Override
    protected NetworkEngine engine(MemoryMode mode) {
        return new OracleEngine();
    }

    @Override
    protected double tolerance() {
        return 1e-5;
    }
}
