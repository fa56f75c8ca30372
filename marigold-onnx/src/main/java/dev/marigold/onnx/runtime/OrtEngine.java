package dev.marigold.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marigold.error.ModelLoadException;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkEngine;
import dev.marigold.network.NetworkUse;
import dev.marigold.onnx.graph.OnnxModel;
import dev.marigold.spi.BackendOptions;

/**
 * Compiles networks into ONNX Runtime sessions. Holds nothing native itself: the environment is shared by the whole process and is never
 * ours to close.
 */
public final class OrtEngine implements NetworkEngine {
    private final OrtEnvironment environment;
    private final SessionSettings settings;

    /**
     * Creates an engine.
     *
     * @throws dev.marigold.error.ProviderUnavailableException if an option asks for something that this build of ONNX Runtime lacks
     */
    public OrtEngine(BackendOptions options) {
        this.environment = OrtEnvironment.getEnvironment();
        this.settings = SessionSettings.of(options);
    }

    @Override
    public CompiledNetwork compile(Network network, NetworkUse use) {
        OnnxModel model = OnnxModel.of(network);
        OrtSession.SessionOptions options = settings.create(model, use);
        try {
            return new OrtNetwork(
                    network, environment.createSession(model.bytes(), options), options, settings.hasArena());
        } catch (OrtException e) {
            options.close();
            throw new ModelLoadException("Cannot load the " + model.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // Sessions are closed by their owners.
    }
}
