package dev.marigold.internal.provider;

import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.SchedulerProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The schedulers there are. Immutable. */
public final class Schedulers {
    private static final String ARTIFACT = "dev.marigold:marigold-schedulers";
    private static final Map<String, String> ARTIFACTS = Map.of("ddim", ARTIFACT, "ddpm", ARTIFACT, "lcm", ARTIFACT);
    private static final Set<String> ARTIFACT_CLASSES = Set.of("DDIMScheduler", "DDPMScheduler", "LCMScheduler");

    private final ProviderIndex<SchedulerProvider> index;

    private Schedulers(ProviderIndex<SchedulerProvider> index) {
        this.index = index;
    }

    /** Returns the schedulers that a class loader sees. */
    public static Schedulers visibleTo(ClassLoader loader) {
        return new Schedulers(ProviderIndex.load(SchedulerProvider.class, Schedulers::id, loader, ARTIFACTS));
    }

    private static String id(SchedulerProvider provider) {
        Set<String> names = provider.classNames();
        if (names == null || names.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("classNames must not be null nor contain it, got " + names);
        }
        return provider.id();
    }

    /**
     * Returns these schedulers.
     *
     * @throws ProviderUnavailableException if there is none, so that no checkpoint will find one
     */
    public Schedulers requireAny() {
        if (index.byId().isEmpty()) {
            throw index.unavailable("No SchedulerProvider found" + ProviderIndex.remedy(ARTIFACT));
        }
        return this;
    }

    /**
     * Returns the scheduler of an id.
     *
     * @throws ProviderUnavailableException if there is none
     */
    public SchedulerProvider get(String id) {
        return index.get(id);
    }

    /**
     * Returns the scheduler that claims a class name.
     *
     * @param className as in {@code scheduler_config.json}
     * @param file where the name was read, for messages
     * @throws ProviderUnavailableException if none or more than one claims it
     */
    public SchedulerProvider forClassName(String className, Path file) {
        List<SchedulerProvider> claiming = index.byId().values().stream()
                .filter(provider -> provider.classNames().contains(className))
                .toList();
        if (claiming.isEmpty()) {
            throw index.unavailable("No SchedulerProvider for the class '" + className + "' named in " + file
                    + "; found " + describe() + remedy(className));
        }
        if (claiming.size() > 1) {
            throw new ProviderUnavailableException("Two SchedulerProviders claim the class '" + className + "': "
                    + ProviderIndex.sortedNames(claiming.get(0), claiming.get(1)) + "; name one with scheduler(\""
                    + claiming.get(0).id() + "\")");
        }
        return claiming.get(0);
    }

    private String describe() {
        return index.byId().entrySet().stream()
                .map(entry -> entry.getKey() + " for "
                        + new TreeSet<>(entry.getValue().classNames()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String remedy(String className) {
        if (ARTIFACT_CLASSES.contains(className)) {
            return ProviderIndex.remedy(ARTIFACT);
        }
        return index.byId().isEmpty() ? ProviderIndex.remedy(ARTIFACT) : "; name one of them with scheduler(...)";
    }
}
