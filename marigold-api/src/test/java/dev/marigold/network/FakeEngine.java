package dev.marigold.network;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An engine that notes what is asked of it and answers with zeros. */
final class FakeEngine implements NetworkEngine {
    /** What happened, such as {@code compile unet}, in order. */
    final List<String> events = new ArrayList<>();

    /** Names of networks, or {@code engine}, that throw when they are closed. */
    final Set<String> failing = new HashSet<>();

    private final String refused;

    /** Creates an engine that compiles every network. */
    FakeEngine() {
        this("nothing");
    }

    /** Creates an engine that refuses the network of a name. */
    FakeEngine(String refused) {
        this.refused = refused;
    }

    @Override
    public CompiledNetwork compile(Network network, NetworkUse use) {
        if (network.name().equals(refused)) {
            throw new IllegalStateException("no " + refused);
        }
        events.add("compile " + network.name() + " to run " + use);
        return new Compiled(network);
    }

    @Override
    public void close() {
        closed("engine");
    }

    private void closed(String name) {
        events.add("close " + name);
        if (failing.contains(name)) {
            throw new IllegalStateException(name + " does not close");
        }
    }

    private final class Compiled implements CompiledNetwork {
        private final Network network;

        Compiled(Network network) {
            this.network = network;
        }

        @Override
        public FloatTensor run(List<FloatTensor> inputs) {
            events.add("run " + network.name());
            Shape shape = inputs.get(0).shape();
            return FloatTensor.wrap(shape, new float[(int) shape.elementCount()]);
        }

        @Override
        public void close() {
            closed(network.name());
        }
    }
}
