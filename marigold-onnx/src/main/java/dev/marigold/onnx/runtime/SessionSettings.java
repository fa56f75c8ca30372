package dev.marigold.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.marigold.error.ModelLoadException;
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
    private boolean hasArena() {
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

    /** Returns the arenas that shrink after each run, as ONNX Runtime writes them; empty for none. */
    String arenas() {
        return device.arenas(hasArena());
    }

    ExecutionDevice device() {
        return device;
    }

    /**
     * Refuses a device that no session could run on.
     *
     * @throws ProviderUnavailableException if this build of ONNX Runtime or this machine lacks it
     */
    void requireDevice() {
        try (SessionOptions options = new SessionOptions()) {
            device.addTo(options);
        }
    }

    /**
     * Returns the options of a session; the caller closes them after the session.
     *
     * @param model what the session will run
     * @throws ModelLoadException if ONNX Runtime refuses an option
     * @throws ProviderUnavailableException if this build of ONNX Runtime or this machine lacks the device
     */
    SessionOptions create(OnnxModel model, NetworkUse use) {
        SessionOptions options = new SessionOptions();
        try {
            fill(options, model, use);
            device.addTo(options);
            return options;
        } catch (RuntimeException | Error e) {
            options.close();
            throw e;
        }
    }

    private void fill(SessionOptions options, OnnxModel model, NetworkUse use) {
        boolean small = model.weightBytes() <= LARGEST_COPY;
        boolean mapped = isMapped(small, use);
        // The last level also copies the weights of convolutions into blocks of channels.
        OptLevel level = small && !mapped ? OptLevel.ALL_OPT : OptLevel.EXTENDED_OPT;
        set("optimization level", () -> options.setOptimizationLevel(level));
        entry(
                options,
                "session.model_external_initializers_file_folder_path",
                model.weightFolder().toString());
        // A pool that spins between calls takes the processor from the other networks of the same estimator.
        entry(options, "session.force_spinning_stop", "1");
        set("CPU arena", () -> options.setCPUArenaAllocator(hasArena()));
        // A pattern is a second block as large as the arena that the first run of a picture's size has already grown.
        set("memory pattern", () -> options.setMemoryPatternOptimization(false));
        if (threads > 0) {
            set("threads", () -> options.setIntraOpNumThreads(threads));
        }
        if (mapped) {
            // Products of matrices then read the weights where the file is mapped instead of in a packed copy.
            entry(options, "session.disable_prepacking", "1");
        }
    }

    private static void entry(SessionOptions options, String key, String value) {
        set(key, () -> options.addConfigEntry(key, value));
    }

    private static void set(String option, Setting setting) {
        try {
            setting.set();
        } catch (OrtException e) {
            throw new ModelLoadException(
                    "ONNX Runtime refused the session option '" + option + "': " + e.getMessage(), e);
        }
    }

    /** One call that sets an option. */
    @FunctionalInterface
    private interface Setting {
        void set() throws OrtException;
    }
}
