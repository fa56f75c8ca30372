package dev.marigold;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.internal.pipeline.CheckedScheduler;
import dev.marigold.internal.provider.Schedulers;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.nio.file.Path;
import java.util.Map;

/** Makes the scheduler of an estimator. */
final class SchedulerAssembly {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold");
    private static final int DEFAULT_TIMESTEPS = 1000;

    /** Part of the training timesteps below which a first timestep is not nearly pure noise. */
    private static final double NEAR_PURE_NOISE = 0.9;

    private SchedulerAssembly() {}

    /** A scheduler and the id of what made it. */
    record Made(String id, CheckedScheduler scheduler) {}

    static Made make(EstimatorSettings settings, Checkpoint checkpoint, int steps) {
        SchedulerProvider provider = provider(settings, checkpoint);
        SchedulerConfig config = checkpoint.scheduler();
        for (Map.Entry<String, Object> option : settings.schedulerOptions.entrySet()) {
            config = config.with(option.getKey(), option.getValue());
        }
        Scheduler created = CreatedParts.require("SchedulerProvider", provider.id(), provider.create(config));
        int timesteps = config.integer("num_train_timesteps", DEFAULT_TIMESTEPS);
        CheckedScheduler scheduler = new CheckedScheduler(provider.id(), created, timesteps);
        int first = scheduler.timesteps(steps)[0];
        if (startsLate(first, timesteps)) {
            warnOfLateStart(first, steps);
        }
        return new Made(provider.id(), scheduler);
    }

    private static SchedulerProvider provider(EstimatorSettings settings, Checkpoint checkpoint) {
        ClassLoader loader = settings.effectiveClassLoader();
        Path file = checkpoint.directory().resolve("scheduler").resolve("scheduler_config.json");
        return settings.scheduler.resolve(
                id -> Schedulers.visibleTo(loader).get(id),
                () -> Schedulers.visibleTo(loader)
                        .forClassName(checkpoint.scheduler().className(), file));
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
