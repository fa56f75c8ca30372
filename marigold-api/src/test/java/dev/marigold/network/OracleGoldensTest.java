package dev.marigold.network;

import dev.marigold.engine.NetworkGoldens;
import dev.marigold.spi.MemoryMode;

class OracleGoldensTest extends NetworkGoldens {
    @Override
    protected NetworkEngine engine(MemoryMode mode) {
        return new OracleEngine();
    }
}
