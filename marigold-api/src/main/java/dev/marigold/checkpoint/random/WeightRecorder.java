package dev.marigold.checkpoint.random;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.network.Network;
import dev.marigold.network.WeightLookup;
import dev.marigold.tensor.Shape;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes which weights networks ask for; the handles it returns have no bytes behind them. */
final class WeightRecorder implements WeightLookup {
    private static final Path NOWHERE = Path.of("");

    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    @Override
    public Weight get(String name, Shape shape) {
        shapes.put(name, shape);
        return new Weight(name, NOWHERE, 0, shape.elementCount() * Float.BYTES, DType.F32, shape);
    }

    /** Walks through a network that looks its weights up here. */
    void record(Network network) {
        network.forward(new NoArithmetic(), Collections.nCopies(network.inputs().size(), NoArithmetic.Value.ANY));
    }

    /** Returns the shapes by name, in the order of the first look-up. */
    Map<String, Shape> shapes() {
        return Collections.unmodifiableMap(shapes);
    }
}
