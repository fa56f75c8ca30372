package dev.marigold.internal.provider;

import dev.marigold.error.MarigoldException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.spi.EnsemblerProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The providers of one SPI by id. Immutable. */
public final class ProviderIndex<P> {
    private final String spi;
    private final SortedMap<String, P> byId;
    private final List<Throwable> failures;
    private final Map<String, String> artifacts;

    private ProviderIndex(
            String spi, SortedMap<String, P> byId, List<Throwable> failures, Map<String, String> artifacts) {
        this.spi = spi;
        this.byId = Collections.unmodifiableSortedMap(byId);
        this.failures = List.copyOf(failures);
        this.artifacts = Map.copyOf(artifacts);
    }

    /** Returns the ensemblers that a class loader sees. */
    public static ProviderIndex<EnsemblerProvider> ensemblers(ClassLoader loader) {
        return load(EnsemblerProvider.class, EnsemblerProvider::id, loader, Map.of());
    }

    /** Returns the checkpoint sources that a class loader sees. */
    public static ProviderIndex<CheckpointSourceProvider> checkpointSources(ClassLoader loader) {
        return load(CheckpointSourceProvider.class, ProviderIndex::scheme, loader, Map.of());
    }

    private static String scheme(CheckpointSourceProvider source) {
        String scheme = source.id();
        if (scheme != null && scheme.length() == 1) {
            throw new IllegalArgumentException(
                    "id must have two characters at least, a single letter before a colon is a drive, got '" + scheme
                            + "'");
        }
        return scheme;
    }

    /**
     * Returns the providers that a class loader sees. Those that do not tell who they are count as not loaded.
     *
     * @param id tells the id of a provider, or throws if the provider cannot be used
     * @param artifacts the Maven coordinates that bring the providers of well-known ids
     * @throws ProviderUnavailableException if two providers have the same id
     */
    static <P> ProviderIndex<P> load(
            Class<P> spi, Function<P, String> id, ClassLoader loader, Map<String, String> artifacts) {
        ServiceScan<P> scan = ServiceScan.of(spi, loader);
        SortedMap<String, P> byId = new TreeMap<>();
        List<Throwable> failures = new ArrayList<>(scan.failures());
        for (P provider : scan.providers()) {
            String key;
            try {
                key = ProviderIds.requireValid("id", id.apply(provider));
            } catch (RuntimeException | LinkageError e) {
                failures.add(unusable(provider, e));
                continue;
            }
            requireUnique(spi, key, byId.putIfAbsent(key, provider), provider);
        }
        return new ProviderIndex<>(spi.getSimpleName(), byId, failures, artifacts);
    }

    /** Returns all providers by id; unmodifiable. */
    public SortedMap<String, P> byId() {
        return byId;
    }

    /**
     * Returns the provider of an id.
     *
     * @throws ProviderUnavailableException if there is none; carries what could not be loaded as suppressed
     */
    public P get(String id) {
        P provider = byId.get(id);
        if (provider == null) {
            String remedy = artifacts.containsKey(id) ? remedy(artifacts.get(id)) : "";
            throw unavailable("No " + spi + " with id '" + id + "'; found " + byId.keySet() + remedy);
        }
        return provider;
    }

    /** Returns what to do where the providers of an artifact are not found, the end of a message. */
    static String remedy(String artifact) {
        return "; add " + artifact
                + " to the class path or module path, or name its class loader with classLoader(...)";
    }

    /** Returns an exception that says how many providers could not be loaded and carries the reasons as suppressed. */
    public ProviderUnavailableException unavailable(String message) {
        String unloaded = failures.isEmpty() ? "" : "; " + failures.size() + " could not be loaded, see suppressed";
        return explain(new ProviderUnavailableException(message + unloaded));
    }

    /** Returns the exception with the reasons why providers could not be loaded added as suppressed. */
    public <E extends MarigoldException> E explain(E exception) {
        failures.forEach(exception::addSuppressed);
        return exception;
    }

    private static ProviderUnavailableException unusable(Object provider, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return new ProviderUnavailableException(
                "Cannot use " + provider.getClass().getName() + ": " + reason, failure);
    }

    private static <P> void requireUnique(Class<P> spi, String id, @Nullable P first, P second) {
        if (first != null) {
            throw new ProviderUnavailableException("Two " + spi.getSimpleName() + "s have the id '" + id + "': "
                    + sortedNames(first, second) + "; keep one of them on the class path or module path");
        }
    }

    static String sortedNames(Object first, Object second) {
        String one = first.getClass().getName();
        String other = second.getClass().getName();
        return one.compareTo(other) <= 0 ? one + " and " + other : other + " and " + one;
    }
}
