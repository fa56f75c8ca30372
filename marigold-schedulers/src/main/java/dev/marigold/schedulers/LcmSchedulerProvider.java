package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.util.Map;
import java.util.Set;

/**
 * Makes multistep samplers of latent consistency models (Luo et al. 2023, <a
 * href="https://arxiv.org/abs/2310.04378">arXiv:2310.04378</a>), for checkpoints that were distilled to a few steps. Every step but the
 * last draws noise. Walks have at most {@code original_inference_steps} steps; {@code timestep_spacing}, {@code steps_offset} and
 * {@code set_alpha_to_one} have no influence.
 */
public final class LcmSchedulerProvider implements SchedulerProvider {
    private static final String CLASS = "LCMScheduler";

    /** Where the defaults of the diffusers class differ from those of DDIM and DDPM. */
    private static final Map<String, Object> DEFAULTS =
            Map.of("beta_start", 0.00085, "beta_end", 0.012, "beta_schedule", "scaled_linear", "clip_sample", false);

    /** Creates the provider. */
    public LcmSchedulerProvider() {}

    @Override
    public String id() {
        return "lcm";
    }

    @Override
    public Set<String> classNames() {
        return Set.of(CLASS);
    }

    @Override
    public Scheduler create(SchedulerConfig config) {
        SchedulerConfig complete = complete(config);
        NoiseSchedule schedule = NoiseSchedule.of(complete);
        return new SteppedScheduler(schedule.trainTimesteps(), new LcmRule(complete, schedule));
    }

    /**
     * Returns a configuration with the defaults of its diffusers class where they are others than those of DDIM and DDPM, for whoever reads it as
     * one of theirs; one of another class as it is.
     */
    public static SchedulerConfig withDefaults(SchedulerConfig config) {
        return config.className().equals(CLASS) ? complete(config) : config;
    }

    private static SchedulerConfig complete(SchedulerConfig config) {
        SchedulerConfig complete = config;
        for (Map.Entry<String, Object> entry : DEFAULTS.entrySet()) {
            if (!config.values().containsKey(entry.getKey())) {
                complete = complete.with(entry.getKey(), entry.getValue());
            }
        }
        return complete;
    }
}
