package dev.marigold.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.network.CompiledNetwork;
import dev.marigold.network.EngineFailure;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkEngine;
import dev.marigold.network.NetworkUse;
import dev.marigold.onnx.graph.OnnxModel;
import dev.marigold.spi.BackendOptions;

/**
 * Compiles networks into ONNX Runtime sessions. Holds nothing native itself: the environment is shared by the whole process and is never
 * ours to close.
 */
final class OrtEngine implements NetworkEngine {
    private final OrtEnvironment environment;
    private final SessionSettings settings;

    /**
     * Creates an engine.
     *
     * @throws dev.marigold.error.ProviderUnavailableException if an option asks for something that this engine or machine does not have
     * @throws LinkageError if ONNX Runtime does not load
     */
    OrtEngine(BackendOptions options) {
        this.settings = SessionSettings.of(options);
        this.environment = OrtEnvironment.getEnvironment();
        sendNothing(environment);
        settings.requireDevice();
    }

    /** ONNX Runtime's telemetry is on unless it is told otherwise. */
    private static void sendNothing(OrtEnvironment environment) {
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new ProviderUnavailableException(
                    "ONNX Runtime must let its telemetry be switched off: " + EngineFailure.message(e), e);
        }
    }

    @Override
    public CompiledNetwork compile(Network network, NetworkUse use) {
        OnnxModel model = OnnxModel.of(network);
        OrtSession.SessionOptions options = settings.create(model, use);
        try {
            OrtSession session = environment.createSession(model.bytes(), options);
            return new OrtNetwork(network, session, options, settings.arenas());
        } catch (OrtException e) {
            options.close();
            throw new ModelLoadException(
                    "Cannot load the " + model.name() + " with the weights in " + model.weightFolder() + " on device '"
                            + settings.device() + "': " + EngineFailure.message(e),
                    e);
        } catch (RuntimeException | Error e) {
            options.close();
            throw e;
        }
    }

    @Override
    public void close() {
        // Sessions are closed by their owners.
    }
}
