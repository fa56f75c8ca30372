package com.example.marigold.dpmsolver;

import static java.util.Map.entry;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.error.ModelLoadException;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.util.Map;
import java.util.Set;

/**
 * Makes DPM-Solver++(2M) schedulers (Lu et al. 2022, algorithm 2, <a href="https://arxiv.org/abs/2211.01095">arXiv:2211.01095</a>): they
 * draw no noise, their error falls with the square of the number of steps, and a walk ends with the network's own estimate of the clean
 * sample. A walk of one step returns that estimate, as checkpoints want that were fine-tuned end to end for a single step.
 *
 * <p>Reads the keys of diffusers' {@code DPMSolverMultistepScheduler} with its defaults, and refuses variants of the algorithm other than
 * the one above.
 */
public final class DpmSolverProvider implements SchedulerProvider {
    private static final Map<String, Object> SUPPORTED = Map.ofEntries(
            entry("algorithm_type", "dpmsolver++"),
            entry("solver_type", "midpoint"),
            entry("solver_order", 2),
            entry("final_sigmas_type", "zero"),
            entry("lambda_min_clipped", Double.NEGATIVE_INFINITY),
            entry("thresholding", false),
            entry("use_karras_sigmas", false),
            entry("use_exponential_sigmas", false),
            entry("use_beta_sigmas", false),
            entry("use_lu_lambdas", false),
            entry("use_flow_sigmas", false));

    /** Creates the provider. */
    public DpmSolverProvider() {}

    @Override
    public String id() {
        return "dpm-solver";
    }

    @Override
    public Set<String> classNames() {
        return Set.of("DPMSolverMultistepScheduler");
    }

    @Override
    public Scheduler create(SchedulerConfig config) {
        SUPPORTED.forEach((key, value) -> requireSupported(config, key, value));
        String variance = config.text("variance_type", "fixed");
        if (variance.startsWith("learned")) {
            throw refused(config, "variance_type", "fixed", variance);
        }
        NoiseSchedule schedule = NoiseSchedule.of(config);
        return new DpmSolver(schedule, PredictionType.of(config), Spacing.of(config, schedule.trainTimesteps()));
    }

    private static void requireSupported(SchedulerConfig config, String key, Object supported) {
        // By type: a whole number may come as an int, a long or a double.
        Object received;
        if (supported instanceof Integer number) {
            received = config.integer(key, number);
        } else if (supported instanceof Double number) {
            received = config.number(key, number);
        } else if (supported instanceof Boolean flag) {
            received = config.flag(key, flag);
        } else {
            received = config.text(key, supported.toString());
        }
        if (!received.equals(supported)) {
            throw refused(config, key, supported, received);
        }
    }

    private static ModelLoadException refused(SchedulerConfig config, String key, Object supported, Object received) {
        return new ModelLoadException(
                config.className() + " key '" + key + "' must be " + supported + ", got " + received);
    }
}
