package dev.marigold.training.objective;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.schedulers.LcmSchedulerProvider;

/** The scheduler that checkpoints of a trained denoising network get. */
final class PlainDdim {
    private PlainDdim() {}

    /**
     * Returns DDIM with the noise schedule of {@code start}, from the last timestep. Nothing is clipped, as in training: other classes do
     * not know the keys, and where they are absent DDIM clips latents to [-1, 1].
     */
    static SchedulerConfig of(SchedulerConfig start) {
        return SchedulerConfig.of(
                        "DDIMScheduler",
                        LcmSchedulerProvider.withDefaults(start).values())
                .with("clip_sample", false)
                .with("thresholding", false)
                .with("timestep_spacing", "trailing");
    }
}
