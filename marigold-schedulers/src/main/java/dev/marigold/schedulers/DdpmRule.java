package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.tensor.FloatTensor;

/** Ancestral sampling, eq. 6 and 7 of Ho et al. 2020, <a href="https://arxiv.org/abs/2006.11239">arXiv:2006.11239</a>, between listed timesteps. */
final class DdpmRule implements SteppingRule {
    private final NoiseSchedule schedule;
    private final TimestepPlan plan;
    private final PredictionType type;
    private final SampleLimit limit;
    private final VarianceType varianceType;

    DdpmRule(SchedulerConfig config, NoiseSchedule schedule) {
        this.schedule = schedule;
        this.plan = TimestepPlan.of(config, schedule.trainTimesteps());
        this.type = PredictionType.of(config);
        this.limit = SampleLimit.of(config);
        this.varianceType = Keys.choice(config, "variance_type", VarianceType.FIXED_SMALL);
    }

    @Override
    public int[] timesteps(int steps) {
        return plan.timesteps(steps);
    }

    @Override
    public FloatTensor next(Step step) {
        NoiseLevel level = schedule.level(step.timestep());
        NoiseLevel reached =
                step.following().isPresent() ? schedule.level(step.following().getAsInt()) : NoiseLevel.CLEAN;
        double kept = level.alphaCumulative() / reached.alphaCumulative();
        double spread = 1 - level.alphaCumulative();
        double posterior = (1 - reached.alphaCumulative()) / spread;
        double originalWeight = reached.signal() * (1 - kept) / spread;
        double sampleWeight = Math.sqrt(kept) * posterior;
        double[] originals = step.originals(type, level, limit);
        float[] next = new float[originals.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float) (originalWeight * originals[i]
                    + sampleWeight * step.sample().get(i));
        }
        if (step.timestep() > 0) {
            double deviation = Math.sqrt(varianceType.variance(1 - kept, posterior));
            FloatTensor noise = step.drawNoise();
            for (int i = 0; i < next.length; i++) {
                next[i] += (float) (deviation * noise.get(i));
            }
        }
        return FloatTensor.wrap(step.sample().shape(), next);
    }
}
