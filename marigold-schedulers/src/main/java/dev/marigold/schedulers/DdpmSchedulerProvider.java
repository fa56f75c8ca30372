package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.util.Set;

/**
 * Makes ancestral samplers of denoising diffusion probabilistic models (Ho et al. 2020, <a
 * href="https://arxiv.org/abs/2006.11239">arXiv:2006.11239</a>). Every step but one at timestep 0 draws noise. The values
 * {@code learned} and {@code learned_range} of the key {@code variance_type} are refused: no Marigold checkpoint predicts a variance.
 */
public final class DdpmSchedulerProvider implements SchedulerProvider {
    /** Creates the provider. */
    public DdpmSchedulerProvider() {}

    @Override
    public String id() {
        return "ddpm";
    }

    @Override
    public Set<String> classNames() {
        return Set.of("DDPMScheduler");
    }

    @Override
    public Scheduler create(SchedulerConfig config) {
        NoiseSchedule schedule = NoiseSchedule.of(config);
        return new SteppedScheduler(schedule.trainTimesteps(), new DdpmRule(config, schedule));
    }
}
