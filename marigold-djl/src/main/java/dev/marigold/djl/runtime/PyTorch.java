package dev.marigold.djl.runtime;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
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
     * @throws ProviderUnavailableException if the native code is missing or does not load
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
            throw new ProviderUnavailableException(missing(e), e);
        } finally {
            // The application may use DJL for other things, and downloads with it.
            if (before == null) {
                System.clearProperty(OFFLINE);
            }
        }
    }

    private static String missing(Throwable failure) {
        String start = "PyTorch does not load: " + reason(failure);
        try {
            return start + ". Backend 'djl' needs " + needed() + " on the class path";
        } catch (LinkageError e) {
            return start + ". Backend 'djl' needs ai.djl:api with all that it depends on";
        }
    }

    private static String needed() {
        Platform platform = Platform.fromSystem("pytorch");
        String version = platform.getVersion();
        String library =
                "ai.djl.pytorch:pytorch-native-cpu:" + version + " with classifier " + platform.getClassifier();
        String bridge = "ai.djl.pytorch:pytorch-jni:" + version + "-" + platform.getApiVersion();
        boolean hasLibrary = isOnClassPath("native/lib/pytorch.properties");
        boolean hasBridge = isOnClassPath("jnilib/pytorch.properties");
        return hasLibrary == hasBridge ? library + " and " + bridge : hasLibrary ? bridge : library;
    }

    /** Looks where DJL does. */
    private static boolean isOnClassPath(String resource) {
        return ClassLoaderUtils.getContextClassLoader().getResource(resource) != null;
    }

    /** What the innermost cause says, some of whose messages are sentences. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        // DJL looks for a download when it finds nothing else, and complains about the download.
        return innermost instanceof IOException
                ? "its native code is missing"
                : String.valueOf(innermost.getMessage()).replaceFirst("\\.$", "");
    }
}
