package dev.marigold.spi;

import dev.marigold.checkpoint.SchedulerConfig;
import java.util.Set;

/** Makes schedulers of one kind. */
public interface SchedulerProvider {
    /** Returns the id users select this scheduler by: {@code [a-z][a-z0-9-]*}, unique. */
    String id();

    /**
     * Returns the class names in {@code scheduler_config.json} that select this scheduler, such as {@code DDIMScheduler}; no two
     * providers may claim one name.
     */
    default Set<String> classNames() {
        return Set.of();
    }

    /**
     * Creates a scheduler. The configuration may have been written for another scheduler: absent keys take the defaults that
     * diffusers gives this kind. A key that a user sets must be read here or be in the checkpoint's file: one that nobody reads is refused as
     * misspelt.
     *
     * @throws dev.marigold.error.ModelLoadException if a key has a value that the scheduler does not know; names the key
     */
    Scheduler create(SchedulerConfig config);
}
