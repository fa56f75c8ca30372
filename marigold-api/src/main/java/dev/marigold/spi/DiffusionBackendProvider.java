package dev.marigold.spi;

import dev.marigold.checkpoint.Checkpoint;

/** Runs the networks of a checkpoint on some engine. */
public interface DiffusionBackendProvider {
    /** Returns the id users select this backend by: {@code [a-z][a-z0-9-]*}, unique. */
    String id();

    /**
     * Refuses options that {@link #open} would refuse whatever the checkpoint. Called before it, and before a checkpoint is fetched, which
     * may take long. The default leaves it to {@code open}.
     *
     * @throws dev.marigold.error.ProviderUnavailableException if an option asks for something that this backend or machine lacks
     */
    default void check(BackendOptions options) {}

    /**
     * Opens the networks of a checkpoint.
     *
     * @return owned by the caller, who closes it
     * @throws dev.marigold.error.ModelLoadException if the checkpoint cannot be run by this backend
     * @throws dev.marigold.error.ProviderUnavailableException if an option asks for something that this backend or machine lacks
     */
    DiffusionBackend open(Checkpoint checkpoint, BackendOptions options);
}
