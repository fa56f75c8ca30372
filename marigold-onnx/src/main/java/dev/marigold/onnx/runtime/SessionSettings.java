package dev.marigold.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.network.NetworkUse;
import dev.marigold.onnx.graph.OnnxModel;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.MemoryMode;

/** How sessions are created. Immutable. */
final class SessionSettings {
    /** Up to this size in bytes a second copy of the weights is worth a few per cent of speed: an autoencoder, not a U-Net. */
    private static final long LARGEST_COPY = 1L << 29;

    private final int threads;
    private final MemoryMode memoryMode;
    private final ExecutionDevice device;

    private SessionSettings(BackendOptions options) {
        this.threads = options.threads();
        this.memoryMode = options.memoryMode();
        this.device = ExecutionDevice.of(options.device());
    }

    static SessionSettings of(BackendOptions options) {
        if (!options.precision().equals("fp32")) {
            throw new ProviderUnavailableException(
                    "precision of backend 'onnx' must be fp32, got '" + options.precision() + "'");
        }
        if (!options.properties().isEmpty()) {
            throw new ProviderUnavailableException("backend 'onnx' has no properties, got "
                    + options.properties().keySet());
        }
        return new SessionSettings(options);
    }

    /** Whether sessions keep freed activations for the next operation, which is faster than asking the system again. */
    boolean hasArena() {
        return memoryMode != MemoryMode.LOW;
    }

    /** Whether weights are read where the file is mapped; packing a large network takes longer than one picture gains by it. */
    private boolean isMapped(boolean small, NetworkUse use) {
        return switch (memoryMode) {
            case DEFAULT -> use == NetworkUse.ONCE;
            case SEQUENTIAL -> use == NetworkUse.ONCE || !small;
            case LOW -> true;
        };
    }

    /**
     * Returns the options of a session; the caller closes them after the session.
     *
     * @param model what the session will run
     */
    SessionOptions create(OnnxModel model, NetworkUse use) {
        SessionOptions options = new SessionOptions();
        try {
            boolean small = model.weightBytes() <= LARGEST_COPY;
            boolean mapped = isMapped(small, use);
            // The last level also copies the weights of convolutions into blocks of channels.
            options.setOptimizationLevel(small && !mapped ? OptLevel.ALL_OPT : OptLevel.EXTENDED_OPT);
            options.addConfigEntry(
                    "session.model_external_initializers_file_folder_path",
                    model.weightFolder().toString());
            // A pool that spins between calls takes the processor from the other networks of the same estimator.
            options.addConfigEntry("session.force_spinning_stop", "1");
            options.setCPUArenaAllocator(hasArena());
            // A pattern is a second block as large as the arena that the first run of a picture's size has already
            // grown.
            options.setMemoryPatternOptimization(false);
            if (threads > 0) {
                options.setIntraOpNumThreads(threads);
            }
            if (mapped) {
                // Products of matrices then read the weights where the file is mapped instead of in a packed copy.
                options.addConfigEntry("session.disable_prepacking", "1");
            }
            device.addTo(options);
            return options;
        } catch (OrtException e) {
            options.close();
            throw new IllegalStateException("ONNX Runtime refused a session option: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            options.close();
            throw e;
        }
    }
}
