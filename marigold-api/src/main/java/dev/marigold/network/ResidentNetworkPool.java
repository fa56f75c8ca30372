package dev.marigold.network;

import dev.marigold.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Compiles every network on opening and keeps it. */
final class ResidentNetworkPool implements NetworkPool {
    private final IdentityHashMap<Network, CompiledNetwork> compiled;
    private final List<Runnable> closes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ResidentNetworkPool(IdentityHashMap<Network, CompiledNetwork> compiled, List<Runnable> closes) {
        this.compiled = compiled;
        this.closes = closes;
    }

    /** Compiles the networks; on failure closes those already compiled, but not the engine. */
    static ResidentNetworkPool open(NetworkEngine engine, List<Network> networks) {
        IdentityHashMap<Network, CompiledNetwork> compiled = new IdentityHashMap<>();
        List<Runnable> closes = new ArrayList<>();
        try {
            for (Network network : networks) {
                CompiledNetwork ready = engine.compile(network, NetworkUse.OFTEN);
                closes.add(ready::close);
                compiled.put(network, ready);
            }
        } catch (RuntimeException | Error e) {
            Closing.inReverseAfter(e, closes);
            throw e;
        }
        closes.add(0, engine::close);
        return new ResidentNetworkPool(compiled, closes);
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
            Closing.inReverse(closes);
        }
    }
}
