package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;

/**
 * What the output of a denoising network stands for; the values of the key {@code prediction_type}. Each type says how to recover the
 * sample and the noise from the output and the noisy sample.
 */
public enum PredictionType {
    /** The noise. Says nothing about the sample where a noisy sample is noise alone: the recovered sample is infinite or NaN there. */
    EPSILON {
        @Override
        public double sample(double output, double noisy, NoiseLevel level) {
            return (noisy - level.noise() * output) / level.signal();
        }

        @Override
        public double noise(double output, double noisy, NoiseLevel level) {
            return output;
        }
    },
    /** The sample. */
    SAMPLE {
        @Override
        public double sample(double output, double noisy, NoiseLevel level) {
            return output;
        }

        @Override
        public double noise(double output, double noisy, NoiseLevel level) {
            return (noisy - level.signal() * output) / level.noise();
        }
    },
    /** The velocity {@code signal * noise - noise * sample} (Salimans and Ho 2022, <a href="https://arxiv.org/abs/2202.00512">arXiv:2202.00512</a>). */
    V_PREDICTION {
        @Override
        public double sample(double output, double noisy, NoiseLevel level) {
            return level.signal() * noisy - level.noise() * output;
        }

        @Override
        public double noise(double output, double noisy, NoiseLevel level) {
            return level.signal() * output + level.noise() * noisy;
        }
    };

    /**
     * Returns the type that a configuration names; {@link #EPSILON} if it names none, as in diffusers.
     *
     * @throws dev.marigold.error.ModelLoadException if the value of {@code prediction_type} is not known
     */
    public static PredictionType of(SchedulerConfig config) {
        return Keys.choice(config, "prediction_type", EPSILON);
    }

    /**
     * Returns the sample that the network sees behind the noise.
     *
     * @param output one value of the network's output
     * @param noisy the same element of the noisy sample
     * @param level the noise level of the noisy sample
     */
    public abstract double sample(double output, double noisy, NoiseLevel level);

    /**
     * Returns the noise that the network sees.
     *
     * @param output one value of the network's output
     * @param noisy the same element of the noisy sample
     * @param level the noise level of the noisy sample
     */
    public abstract double noise(double output, double noisy, NoiseLevel level);
}
