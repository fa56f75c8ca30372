package dev.marigold.djl.runtime;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import com.google.common.base.Throwables;
import dev.marigold.error.ProviderUnavailableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Starts PyTorch, once in a process and only when somebody asks. */
final class PyTorch {
    private static final String OFFLINE = "ai.djl.offline";

    private PyTorch() {}

    /**
     * Returns the engine, which loads native code at the first call. Nothing is downloaded or reported anywhere unless the application has set
     * {@code ai.djl.offline} to {@code false} itself.
     *
     * @throws ProviderUnavailableException if the native code is missing, does not load or cannot be unpacked
     */
    static synchronized Engine start() {
        @Nullable String before = System.getProperty(OFFLINE);
        if (before == null) {
            System.setProperty(OFFLINE, "true");
        }
        try {
            Engine.registerEngine(new PtEngineProvider());
            return Engine.getEngine(new PtEngineProvider().getEngineName());
        } catch (EngineException | LinkageError e) {
            throw new ProviderUnavailableException("PyTorch does not load: " + explain(e), e);
        } finally {
            // The application may use DJL for other things, and downloads with it.
            if (before == null) {
                System.clearProperty(OFFLINE);
            }
        }
    }

    private static String explain(Throwable failure) {
        Throwable innermost = Throwables.getRootCause(failure);
        try {
            boolean hasLibrary = isOnClassPath("native/lib/pytorch.properties");
            boolean hasBridge = isOnClassPath("jnilib/pytorch.properties");
            if (hasLibrary && hasBridge) {
                return innermost.getClass().getName() + ": " + message(innermost);
            }
            // DJL looks for a download when it finds nothing else, and complains about the download.
            String reason = innermost instanceof IOException ? "its native code is missing" : message(innermost);
            return reason + ". Backend 'djl' needs " + needed(hasLibrary, hasBridge) + " on the class path";
        } catch (LinkageError e) {
            return message(innermost) + ". Backend 'djl' needs ai.djl:api with all that it depends on";
        }
    }

    private static String needed(boolean hasLibrary, boolean hasBridge) {
        Platform platform = Platform.fromSystem("pytorch");
        String version = platform.getVersion();
        String library =
                "ai.djl.pytorch:pytorch-native-cpu:" + version + " with classifier " + platform.getClassifier();
        String bridge = "ai.djl.pytorch:pytorch-jni:" + version + "-" + platform.getApiVersion();
        return hasLibrary == hasBridge ? library + " and " + bridge : hasLibrary ? bridge : library;
    }

    /** Looks where DJL does. */
    private static boolean isOnClassPath(String resource) {
        return ClassLoaderUtils.getContextClassLoader().getResource(resource) != null;
    }

    /** Some messages are sentences. */
    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }
}
