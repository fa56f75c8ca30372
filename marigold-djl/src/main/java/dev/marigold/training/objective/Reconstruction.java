package dev.marigold.training.objective;

import dev.marigold.checkpoint.SchedulerConfig;

/**
 * Training of the autoencoder alone, on pictures and on normalised depths as grey pictures: the mean absolute difference, and that of
 * horizontal and vertical neighbours. Latents get noise before they are decoded, so that what a denoising network leaves over does no harm,
 * and are drawn towards zero mean and away from large values.
 *
 * @param gradientWeight weight of the differences of neighbours; finite and at least 0
 * @param latentNoise standard deviation of the noise; finite and at least 0
 */
public record Reconstruction(double gradientWeight, double latentNoise) implements Objective {
    /** Checks the ranges. */
    public Reconstruction {
        requireNotNegative("gradientWeight", gradientWeight);
        requireNotNegative("latentNoise", latentNoise);
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and >= 0, got " + value);
        }
    }

    /** Returns weight 0.5 and noise 0.05. */
    public static Reconstruction usual() {
        return new Reconstruction(0.5, 0.05);
    }

    /** Returns {@code start}: the denoising network stays as it is. */
    @Override
    public SchedulerConfig scheduler(SchedulerConfig start) {
        return start;
    }
}
