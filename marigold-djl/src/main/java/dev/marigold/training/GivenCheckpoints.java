package dev.marigold.training;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.training.batch.WeightedDataset;
import dev.marigold.training.objective.Reconstruction;
import java.io.IOException;

/**
 * The checkpoints that the settings name, checked against each other and against the settings.
 *
 * @param start the checkpoint to start from
 * @param teacher whose autoencoder makes the latents of targets
 */
record GivenCheckpoints(Checkpoint start, Checkpoint teacher) {
    /**
     * Opens them; nothing is written.
     *
     * @throws IOException if a checkpoint cannot be read
     * @throws IllegalArgumentException if a setting does not fit
     */
    static GivenCheckpoints open(TrainerSettings settings) throws IOException {
        Checkpoint start = Checkpoint.open(settings.start);
        if (start.targets() > 1) {
            throw new IllegalArgumentException("start must be a checkpoint that predicts one picture, got "
                    + start.targets() + " targets in " + start.directory());
        }
        requireSignal(settings, start);
        int factor = start.autoencoder().downscaling();
        for (WeightedDataset entry : settings.datasets) {
            entry.sizes().forEach(size -> settings.objective.requireSize(size, factor));
        }
        Checkpoint teacher = settings.teacher.isPresent() ? Checkpoint.open(settings.teacher.get()) : start;
        requireSameLatents(start.autoencoder(), teacher.autoencoder());
        return new GivenCheckpoints(start, teacher);
    }

    /** At a timestep without signal a network that predicts noise says nothing about the sample. */
    private static void requireSignal(TrainerSettings settings, Checkpoint start) {
        if (settings.objective instanceof Reconstruction) {
            return;
        }
        SchedulerConfig config = settings.scheduler(start);
        NoiseSchedule schedule = NoiseSchedule.of(config);
        boolean ends = schedule.level(schedule.trainTimesteps() - 1).signal() == 0;
        if (ends && PredictionType.of(config) == PredictionType.EPSILON) {
            throw new IllegalArgumentException(
                    "scheduler must have prediction_type v_prediction or sample where it ends"
                            + " without signal (rescale_betas_zero_snr), got epsilon");
        }
    }

    private static void requireSameLatents(AutoencoderConfig start, AutoencoderConfig teacher) {
        if (!latents(start).equals(latents(teacher))) {
            throw new IllegalArgumentException(
                    "teacher must have latents like the start's, " + latents(start) + ", got " + latents(teacher));
        }
    }

    private static String latents(AutoencoderConfig autoencoder) {
        return autoencoder.latentChannels() + " channels and edges divided by " + autoencoder.downscaling();
    }
}
