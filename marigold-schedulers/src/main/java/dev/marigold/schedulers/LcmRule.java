package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.tensor.FloatTensor;

/** Multistep sampling of latent consistency models (Luo et al. 2023, <a href="https://arxiv.org/abs/2310.04378">arXiv:2310.04378</a>). */
final class LcmRule implements SteppingRule {
    private static final double DATA_VARIANCE = 0.25;

    private final NoiseSchedule schedule;
    private final PredictionType type;
    private final SampleLimit limit;
    private final int originalSteps;
    private final double timestepScaling;

    LcmRule(SchedulerConfig config, NoiseSchedule schedule) {
        this.schedule = schedule;
        this.type = PredictionType.of(config);
        this.limit = SampleLimit.of(config);
        this.originalSteps = Keys.integer(config, "original_inference_steps", 50, 1, schedule.trainTimesteps());
        this.timestepScaling = Keys.positive(config, "timestep_scaling", 10);
    }

    @Override
    public int[] timesteps(int steps) {
        if (steps > originalSteps) {
            throw new IllegalArgumentException("steps must be in [1, " + originalSteps
                    + "], the number the model was distilled from, got " + steps);
        }
        int stride = schedule.trainTimesteps() / originalSteps;
        double distance = (double) originalSteps / steps;
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = (originalSteps - (int) (i * distance)) * stride - 1;
        }
        return timesteps;
    }

    @Override
    public FloatTensor next(Step step) {
        double time = step.timestep() * timestepScaling;
        double sampleWeight = DATA_VARIANCE / (time * time + DATA_VARIANCE);
        double originalWeight = time / Math.sqrt(time * time + DATA_VARIANCE);
        double[] denoised = step.originals(type, schedule.level(step.timestep()), limit);
        float[] next = new float[denoised.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float)
                    (originalWeight * denoised[i] + sampleWeight * step.sample().get(i));
        }
        if (step.following().isPresent()) {
            NoiseLevel reached = schedule.level(step.following().getAsInt());
            FloatTensor noise = step.drawNoise();
            for (int i = 0; i < next.length; i++) {
                next[i] = (float) (reached.signal() * next[i] + reached.noise() * noise.get(i));
            }
        }
        return FloatTensor.wrap(step.sample().shape(), next);
    }
}
