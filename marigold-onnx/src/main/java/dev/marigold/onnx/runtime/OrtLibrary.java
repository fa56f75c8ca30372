package dev.marigold.onnx.runtime;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.network.NetworkEngine;
import dev.marigold.spi.BackendOptions;
import java.util.Locale;

/**
 * Opens the engine, which loads ONNX Runtime. Names none of its classes itself, so that it can say what is missing where there is none.
 */
public final class OrtLibrary {
    private OrtLibrary() {}

    /**
     * Opens an engine, which loads native code at the first call.
     *
     * @return owned by the caller
     * @throws ProviderUnavailableException if an option asks for something that this engine does not have, or ONNX Runtime is missing or
     *     does not load
     */
    public static NetworkEngine open(BackendOptions options) {
        try {
            return new OrtEngine(options);
        } catch (LinkageError | IllegalStateException e) {
            throw new ProviderUnavailableException(missing(e), e);
        }
    }

    private static String missing(Throwable failure) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return "ONNX Runtime does not load on " + system.toLowerCase(Locale.ROOT) + ": " + reason(failure)
                + ". Backend 'onnx' needs com.microsoft.onnxruntime:onnxruntime on the class path, which has native code for linux-x64, "
                + "linux-aarch64, osx-aarch64 and win-x64; elsewhere name a folder of native code in the system property "
                + "onnxruntime.native.path, or use backend 'djl'";
    }

    /** What the innermost cause says, some of whose messages are sentences. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        String message = String.valueOf(innermost.getMessage());
        if (innermost instanceof ClassNotFoundException) {
            return "its classes are missing";
        }
        // ONNX Runtime looks in the system's folders when it finds nothing else, and complains about those.
        return message.contains("in java.library.path")
                ? "its native code is missing"
                : message.replaceFirst("\\.$", "");
    }
}
