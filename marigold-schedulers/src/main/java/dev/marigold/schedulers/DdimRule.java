package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.tensor.FloatTensor;

/** Denoising diffusion implicit models, eq. 12 and 16 of Song et al. 2021, <a href="https://arxiv.org/abs/2010.02502">arXiv:2010.02502</a>. */
final class DdimRule implements SteppingRule {
    private final NoiseSchedule schedule;
    private final TimestepPlan plan;
    private final PredictionType type;
    private final SampleLimit limit;
    private final NoiseLevel end;
    private final double eta;

    DdimRule(SchedulerConfig config, NoiseSchedule schedule) {
        this.schedule = schedule;
        this.plan = TimestepPlan.of(config, schedule.trainTimesteps());
        this.type = PredictionType.of(config);
        this.limit = SampleLimit.of(config);
        this.end = config.flag("set_alpha_to_one", true) ? NoiseLevel.CLEAN : schedule.level(0);
        this.eta = Keys.unit(config, "eta", 0);
    }

    @Override
    public int[] timesteps(int steps) {
        return plan.timesteps(steps);
    }

    @Override
    public FloatTensor next(Step step) {
        NoiseLevel level = schedule.level(step.timestep());
        NoiseLevel reached = reached(step);
        double deviation = eta * Math.sqrt(variance(level, reached));
        double direction = Math.sqrt(Math.max(1 - reached.alphaCumulative() - deviation * deviation, 0));
        double[] originals = step.originals(type, level, limit);
        float[] next = new float[originals.length];
        for (int i = 0; i < next.length; i++) {
            double epsilon = type.noise(step.output().get(i), step.sample().get(i), level);
            next[i] = (float) (reached.signal() * originals[i] + direction * epsilon);
        }
        if (eta > 0) {
            FloatTensor noise = step.drawNoise();
            for (int i = 0; i < next.length; i++) {
                next[i] += (float) (deviation * noise.get(i));
            }
        }
        return FloatTensor.wrap(step.sample().shape(), next);
    }

    // One stride below this timestep, even where rounding puts the next listed timestep elsewhere: checkpoints are
    // evaluated this way.
    private NoiseLevel reached(Step step) {
        int timestep = step.timestep() - schedule.trainTimesteps() / step.walkLength();
        return timestep >= 0 ? schedule.level(timestep) : end;
    }

    private static double variance(NoiseLevel level, NoiseLevel reached) {
        double kept = level.alphaCumulative() / reached.alphaCumulative();
        return (1 - reached.alphaCumulative()) / (1 - level.alphaCumulative()) * (1 - kept);
    }
}
