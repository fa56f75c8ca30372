package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.util.Set;

/**
 * Makes deterministic samplers of denoising diffusion implicit models (Song et al. 2021, <a
 * href="https://arxiv.org/abs/2010.02502">arXiv:2010.02502</a>), the schedulers of most published checkpoints. The key {@code eta}, in
 * [0, 1] and 0 if absent, adds fresh noise at every step: at 1 as much as ancestral sampling does. A network that predicts the noise
 * ({@code prediction_type} {@code epsilon}) gives infinite samples where a walk starts at a timestep without signal
 * ({@code rescale_betas_zero_snr} with trailing or linspace spacing), as in diffusers.
 */
public final class DdimSchedulerProvider implements SchedulerProvider {
    /** Creates the provider. */
    public DdimSchedulerProvider() {}

    @Override
    public String id() {
        return "ddim";
    }

    @Override
    public Set<String> classNames() {
        return Set.of("DDIMScheduler");
    }

    @Override
    public Scheduler create(SchedulerConfig config) {
        NoiseSchedule schedule = NoiseSchedule.of(config);
        return new SteppedScheduler(schedule.trainTimesteps(), new DdimRule(config, schedule));
    }
}
