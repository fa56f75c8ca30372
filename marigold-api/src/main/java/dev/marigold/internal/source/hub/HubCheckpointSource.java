package dev.marigold.internal.source.hub;

import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Path;

/** Serves {@code hf:owner/name[@revision]} from a Hugging Face hub and its cache on the local disk. */
public final class HubCheckpointSource implements CheckpointSourceProvider {
    private final Configuration configuration;
    private final HubTiming timing;

    /** Creates the source with what the process environment says when a checkpoint is asked for. */
    public HubCheckpointSource() {
        this(HubCheckpointSource::processEnvironment, HubTiming.standard());
    }

    HubCheckpointSource(Configuration configuration, HubTiming timing) {
        this.configuration = configuration;
        this.timing = timing;
    }

    /** Reads the environment. */
    @FunctionalInterface
    interface Configuration {
        HubEnvironment read() throws IOException;
    }

    @Override
    public String id() {
        return "hf";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the reference is malformed, or an environment variable has a value that cannot be used
     */
    @Override
    public Path resolve(String reference, CheckpointRequest request) throws IOException {
        HubReference parsed = HubReference.parse(reference);
        return new HubClient(parsed, configuration.read(), timing, request).snapshot();
    }

    private static HubEnvironment processEnvironment() throws IOException {
        ProxySelector jvm = ProxySelector.getDefault();
        return HubEnvironment.read(
                System.getenv(), System.getProperty("user.home", ""), jvm == null ? ProxySelector.of(null) : jvm);
    }
}
