package dev.marigold.network;

import dev.marigold.engine.OracleOps;
import dev.marigold.tensor.FloatTensor;
import java.util.List;

/** Runs networks on {@link OracleOps}. */
final class OracleEngine implements NetworkEngine {
    @Override
    public CompiledNetwork compile(Network network, NetworkUse use) {
        return new CompiledNetwork() {
            @Override
            public FloatTensor run(List<FloatTensor> inputs) {
                return network.forward(new OracleOps(), inputs);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
