package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import java.util.Arrays;

/** Keeps the recovered sample inside the range of the data. */
@FunctionalInterface
interface SampleLimit {
    /**
     * Limits samples in place.
     *
     * @param samples the values of all samples, one after the other
     * @param batch number of samples
     */
    void apply(double[] samples, int batch);

    /** Returns the limit of a configuration; where both are configured, thresholding takes precedence over clipping. */
    static SampleLimit of(SchedulerConfig config) {
        double range = Keys.positive(config, "clip_sample_range", 1);
        double ratio = Keys.unit(config, "dynamic_thresholding_ratio", 0.995);
        double largest = Keys.positive(config, "sample_max_value", 1);
        if (config.flag("thresholding", false)) {
            return (samples, batch) -> threshold(samples, batch, ratio, largest);
        }
        return config.flag("clip_sample", true)
                ? (samples, batch) -> clip(samples, 0, samples.length, range)
                : (samples, batch) -> {};
    }

    private static void clip(double[] values, int from, int to, double range) {
        for (int i = from; i < to; i++) {
            values[i] = Math.max(-range, Math.min(range, values[i]));
        }
    }

    /** Clips each sample to a quantile of its magnitudes and scales it back to [-1, 1] (Saharia et al. 2022, arXiv:2205.11487). */
    private static void threshold(double[] samples, int batch, double ratio, double largest) {
        int length = samples.length / Math.max(batch, 1);
        for (int from = 0; from < samples.length; from += length) {
            double bound = Math.min(Math.max(magnitudeQuantile(samples, from, from + length, ratio), 1), largest);
            clip(samples, from, from + length, bound);
            for (int i = from; i < from + length; i++) {
                samples[i] /= bound;
            }
        }
    }

    private static double magnitudeQuantile(double[] values, int from, int to, double ratio) {
        double[] magnitudes = new double[to - from];
        for (int i = from; i < to; i++) {
            magnitudes[i - from] = Math.abs(values[i]);
        }
        Arrays.sort(magnitudes);
        double position = ratio * (magnitudes.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, magnitudes.length - 1);
        return magnitudes[below] + (position - below) * (magnitudes[above] - magnitudes[below]);
    }
}
