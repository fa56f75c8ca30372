package dev.marigold.onnx.runtime;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.network.NetworkEngine;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Opens the engine, which loads ONNX Runtime. Names none of its classes itself, so that it can say what is missing where there is none.
 */
public final class OrtLibrary {
    /** Classes that load native code are initialised once in a process, well or not. */
    private static final AtomicReference<@Nullable Throwable> FIRST_FAILURE = new AtomicReference<>();

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
            // Later attempts only find classes that could not be initialised, whatever the reason was.
            Throwable first = FIRST_FAILURE.compareAndExchange(null, e);
            throw new ProviderUnavailableException(missing(first == null ? e : first), e);
        } finally {
            UnpackedCode.discard();
        }
    }

    private static String missing(Throwable failure) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String start = "ONNX Runtime does not load on " + system.toLowerCase(Locale.ROOT) + ": ";
        Throwable cause = innermost(failure);
        if (cause instanceof IOException || isNotFound(cause) && isPacked()) {
            return start + "its native code cannot be unpacked to " + System.getProperty("java.io.tmpdir")
                    + ". Name a folder with room that can be written to in the system property java.io.tmpdir, or the one that holds the"
                    + " native code in onnxruntime.native.path";
        }
        return start + reason(cause)
                + ". Backend 'onnx' needs com.microsoft.onnxruntime:onnxruntime on the class path, which has native code for linux-x64, "
                + "linux-aarch64, osx-aarch64 and win-x64; elsewhere name a folder of native code in the system property "
                + "onnxruntime.native.path, or use backend 'djl'";
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost;
    }

    /** What the innermost cause says, some of whose messages are sentences. */
    private static String reason(Throwable innermost) {
        if (innermost instanceof ClassNotFoundException) {
            return "its classes are missing";
        }
        return isNotFound(innermost)
                ? "its native code is missing"
                : String.valueOf(innermost.getMessage()).replaceFirst("\\.$", "");
    }

    /** ONNX Runtime looks in the system's folders when it finds nothing else, or cannot unpack it, and complains about those. */
    private static boolean isNotFound(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("in java.library.path");
    }

    /** Returns whether there is native code for this system on the class path. */
    private static boolean isPacked() {
        String system = System.getProperty("os.name")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("mac.*", "osx")
                .replaceFirst("win.*", "win");
        String architecture = System.getProperty("os.arch").replaceFirst("amd64|x86_64", "x64");
        String file =
                "ai/onnxruntime/native/%s-%s/%s".formatted(system, architecture, System.mapLibraryName("onnxruntime"));
        return OrtLibrary.class.getClassLoader().getResource(file) != null;
    }
}
