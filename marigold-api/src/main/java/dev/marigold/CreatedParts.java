package dev.marigold;

import dev.marigold.error.ProviderUnavailableException;
import org.jspecify.annotations.Nullable;

/** Refuses providers that make nothing. */
final class CreatedParts {
    private CreatedParts() {}

    /**
     * Returns what a provider made.
     *
     * @param kind of the provider, such as {@code SchedulerProvider}
     * @throws ProviderUnavailableException if it is null
     */
    static <T> T require(String kind, String id, @Nullable T created) {
        if (created == null) {
            throw new ProviderUnavailableException("What " + kind + " '" + id + "' creates must not be null");
        }
        return created;
    }
}
