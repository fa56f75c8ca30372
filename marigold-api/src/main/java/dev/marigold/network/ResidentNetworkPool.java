package dev.marigold.network;

import dev.marigold.tensor.FloatTensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Compiles every network on opening and keeps it. */
final class ResidentNetworkPool implements NetworkPool {
    private final NetworkEngine engine;
    private final IdentityHashMap<Network, CompiledNetwork> compiled;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ResidentNetworkPool(NetworkEngine engine, IdentityHashMap<Network, CompiledNetwork> compiled) {
        this.engine = engine;
        this.compiled = compiled;
    }

    /** Compiles the networks; on failure closes those already compiled, but not the engine. */
    static ResidentNetworkPool open(NetworkEngine engine, List<Network> networks) {
        IdentityHashMap<Network, CompiledNetwork> compiled = new IdentityHashMap<>();
        try {
            for (Network network : networks) {
                compiled.put(network, engine.compile(network, NetworkUse.OFTEN));
            }
        } catch (RuntimeException | Error e) {
            compiled.values().forEach(CompiledNetwork::close);
            throw e;
        }
        return new ResidentNetworkPool(engine, compiled);
    }

    @Override
    public FloatTensor run(Network network, List<FloatTensor> inputs) {
        CompiledNetwork ready = compiled.get(network);
        if (closed.get() || ready == null) {
            throw new IllegalStateException("The backend is closed");
        }
        return ready.run(inputs);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            compiled.values().forEach(CompiledNetwork::close);
            engine.close();
        }
    }
}
