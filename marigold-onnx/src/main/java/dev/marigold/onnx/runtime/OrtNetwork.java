package dev.marigold.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marigold.error.InferenceException;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.EngineFailure;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkInput;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** One session with its options, which must outlive it; owns both. */
final class OrtNetwork implements CompiledNetwork {
    private final Network network;
    private final OrtSession session;
    private final OrtSession.SessionOptions options;
    private final String arenas;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Takes over a session and its options.
     *
     * @param arenas the arenas that shrink after each run, as ONNX Runtime writes them; empty for none
     */
    OrtNetwork(Network network, OrtSession session, OrtSession.SessionOptions options, String arenas) {
        this.network = network;
        this.session = session;
        this.options = options;
        this.arenas = arenas;
    }

    @Override
    public FloatTensor run(List<FloatTensor> inputs) {
        Map<String, OnnxTensor> natives = new HashMap<>();
        try (OrtSession.RunOptions runOptions = new OrtSession.RunOptions()) {
            if (!arenas.isEmpty()) {
                // Each network has an arena of its own: what one leaves allocated, the next cannot use.
                runOptions.addRunConfigEntry("memory.enable_memory_arena_shrinkage", arenas);
            }
            List<NetworkInput> declared = network.inputs();
            for (int i = 0; i < declared.size(); i++) {
                natives.put(declared.get(i).name(), toNative(inputs.get(i)));
            }
            try (OrtSession.Result result = session.run(natives, runOptions)) {
                return toHeap((OnnxTensor) result.get(0));
            }
        } catch (OrtException e) {
            throw new InferenceException(
                    "Cannot run the " + network.name() + " on inputs " + inputs + ": " + EngineFailure.message(e), e);
        } finally {
            natives.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor toNative(FloatTensor tensor) throws OrtException {
        int[] extents = tensor.shape().toArray();
        long[] shape = new long[extents.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = extents[i];
        }
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor.buffer(), shape);
    }

    private static FloatTensor toHeap(OnnxTensor tensor) {
        long[] extents = tensor.getInfo().getShape();
        int[] shape = new int[extents.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Math.toIntExact(extents[i]);
        }
        FloatBuffer copy = Objects.requireNonNull(tensor.getFloatBuffer(), "output of another type than float");
        return FloatTensor.wrap(Shape.of(shape), copy.array());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("Cannot close the " + network.name() + ": " + e.getMessage(), e);
        } finally {
            options.close();
        }
    }
}
