package dev.marigold;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.pipeline.CheckedScheduler;
import dev.marigold.internal.provider.Schedulers;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the scheduler of an estimator. */
final class SchedulerAssembly {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold");
    private static final int DEFAULT_TIMESTEPS = 1000;

    /** Part of the training timesteps below which a first timestep is not nearly pure noise. */
    private static final double NEAR_PURE_NOISE = 0.9;

    private final Map<String, Object> options;
    private final Function<Checkpoint, SchedulerProvider> chosen;

    /**
     * Finds the scheduler, or those that a checkpoint may name.
     *
     * @throws dev.marigold.error.ProviderUnavailableException if it is not there, or none is
     */
    SchedulerAssembly(EstimatorSettings settings) {
        ClassLoader loader = settings.effectiveClassLoader();
        options = settings.schedulerOptions;
        chosen = settings.scheduler
                .resolve(id -> Schedulers.visibleTo(loader).get(id))
                .map(SchedulerAssembly::always)
                .orElseGet(() -> ofCheckpoint(Schedulers.visibleTo(loader).requireAny()));
    }

    private static Function<Checkpoint, SchedulerProvider> always(SchedulerProvider provider) {
        return checkpoint -> provider;
    }

    private static Function<Checkpoint, SchedulerProvider> ofCheckpoint(Schedulers schedulers) {
        return checkpoint -> schedulers.forClassName(
                checkpoint.scheduler().className(),
                checkpoint.directory().resolve("scheduler").resolve("scheduler_config.json"));
    }

    /** A scheduler and the id of what made it. */
    record Made(String id, CheckedScheduler scheduler) {}

    /**
     * Makes the scheduler of a checkpoint.
     *
     * @throws IllegalArgumentException if an option would have no effect or is refused, or the scheduler has no walk of that many steps
     */
    Made make(Checkpoint checkpoint, int steps) {
        SchedulerProvider provider = chosen.apply(checkpoint);
        Set<String> read = new ConcurrentSkipListSet<>();
        SchedulerConfig config = checkpoint.scheduler().tellingReads(read::add);
        for (Map.Entry<String, Object> option : options.entrySet()) {
            config = config.with(option.getKey(), option.getValue());
        }
        Scheduler created = CreatedParts.require("SchedulerProvider", provider.id(), create(provider, config));
        requireRead(provider.id(), read, checkpoint);
        int timesteps = config.integer("num_train_timesteps", DEFAULT_TIMESTEPS);
        CheckedScheduler scheduler = new CheckedScheduler(provider.id(), created, timesteps);
        int first = scheduler.timesteps(steps)[0];
        if (startsLate(first, timesteps)) {
            warnOfLateStart(first, steps);
        }
        return new Made(provider.id(), scheduler);
    }

    /** What is wrong may be what the user asked for, not the checkpoint. */
    private @Nullable Scheduler create(SchedulerProvider provider, SchedulerConfig config) {
        try {
            return provider.create(config);
        } catch (ModelLoadException e) {
            if (options.isEmpty()) {
                throw e;
            }
            throw new IllegalArgumentException("With the scheduler options " + options + ": " + e.getMessage(), e);
        }
    }

    /** Refuses keys that change nothing, unless the checkpoint has them: it may have been written for another scheduler. */
    private void requireRead(String id, Set<String> read, Checkpoint checkpoint) {
        for (String key : options.keySet()) {
            if (!read.contains(key) && !checkpoint.scheduler().values().containsKey(key)) {
                throw new IllegalArgumentException(
                        "Key of a scheduler option must be one that scheduler '" + id + "' reads, " + read
                                + ", or that the checkpoint's scheduler_config.json has, got '" + key + "'");
            }
        }
    }

    /** Whether the network is told at its first timestep that pure noise is less than that. */
    static boolean startsLate(int first, int timesteps) {
        return first < NEAR_PURE_NOISE * timesteps;
    }

    /** Leading spacing starts below the last timestep, the more so the fewer steps there are: reference defect of v1-0 checkpoints. */
    private static void warnOfLateStart(int first, int steps) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "With {0} steps the first timestep is {1}: the network is told that pure noise is partly denoised,"
                        + " and predictions suffer; use more steps or"
                        + " schedulerOption(\"timestep_spacing\", \"trailing\")",
                steps,
                first);
    }
}
