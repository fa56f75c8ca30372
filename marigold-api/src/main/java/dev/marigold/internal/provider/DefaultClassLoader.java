package dev.marigold.internal.provider;

import dev.marigold.spi.DiffusionBackendProvider;
import org.jspecify.annotations.Nullable;

/** Where plugins are looked for unless the user says where. */
public final class DefaultClassLoader {
    // Exported, so that every module layer with a plugin sees it.
    private static final Class<?> KNOWN_TO_PLUGINS = DiffusionBackendProvider.class;

    private DefaultClassLoader() {}

    /**
     * Returns the context class loader of this thread, or the one of this library where that does not see this library, as happens in hosts
     * that keep applications apart and in pools of threads.
     */
    public static ClassLoader get() {
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null && seesThisLibrary(context) ? context : KNOWN_TO_PLUGINS.getClassLoader();
    }

    private static boolean seesThisLibrary(ClassLoader loader) {
        try {
            return loader.loadClass(KNOWN_TO_PLUGINS.getName()) == KNOWN_TO_PLUGINS;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
