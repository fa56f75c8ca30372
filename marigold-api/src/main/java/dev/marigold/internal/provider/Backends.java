package dev.marigold.internal.provider;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.DiffusionBackendProvider;
import java.util.Map;

/** The backends there are. Immutable. */
public final class Backends {
    private static final Map<String, String> ARTIFACTS =
            Map.of("onnx", "dev.marigold:marigold-onnx", "djl", "dev.marigold:marigold-djl");

    private final ProviderIndex<DiffusionBackendProvider> index;

    private Backends(ProviderIndex<DiffusionBackendProvider> index) {
        this.index = index;
    }

    /** Returns the backends that a class loader sees. */
    public static Backends visibleTo(ClassLoader loader) {
        return new Backends(
                ProviderIndex.load(DiffusionBackendProvider.class, DiffusionBackendProvider::id, loader, ARTIFACTS));
    }

    /**
     * Returns the backend of an id.
     *
     * @throws ProviderUnavailableException if there is none
     */
    public DiffusionBackendProvider get(String id) {
        return index.get(id);
    }

    /**
     * Returns the only backend there is.
     *
     * @throws ProviderUnavailableException if there is none or more than one
     */
    public DiffusionBackendProvider only() {
        return switch (index.byId().size()) {
            case 0 ->
                throw index.unavailable("No DiffusionBackendProvider found"
                        + ProviderIndex.remedy("dev.marigold:marigold-onnx or dev.marigold:marigold-djl"));
            case 1 -> index.get(index.byId().firstKey());
            default ->
                throw index.unavailable("Several DiffusionBackendProviders found "
                        + index.byId().keySet() + "; name one with backend(\""
                        + index.byId().lastKey() + "\")");
        };
    }
}
