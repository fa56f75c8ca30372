package dev.marigold.network;

import dev.marigold.tensor.FloatTensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the network used last and compiles another when it is asked for; callers wait for each other. */
final class SingleNetworkPool implements NetworkPool {
    private final NetworkEngine engine;
    private @Nullable Network current;
    private @Nullable CompiledNetwork compiled;
    private boolean closed;

    SingleNetworkPool(NetworkEngine engine) {
        this.engine = engine;
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // Networks are descriptions without equality; the pool is asked with the same objects.
    public synchronized FloatTensor run(Network network, List<FloatTensor> inputs) {
        if (closed) {
            throw new IllegalStateException("The backend is closed");
        }
        CompiledNetwork ready = compiled;
        if (ready == null || current != network) {
            release();
            ready = engine.compile(network, NetworkUse.OFTEN);
            compiled = ready;
            current = network;
        }
        return ready.run(inputs);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Closing.inReverse(List.of(engine::close, this::release));
        }
    }

    private void release() {
        CompiledNetwork released = compiled;
        if (released != null) {
            // Not asked again, even if it fails.
            compiled = null;
            released.close();
        }
    }
}
