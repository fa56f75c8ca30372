package dev.marigold.training.objective;

/**
 * Training of the autoencoder alone, on pictures and on normalised depths as grey pictures: the mean absolute difference, and that of
 * horizontal and vertical neighbours. Latents get noise before they are decoded, so that what a denoising network leaves over does no harm,
 * and are drawn towards zero mean and away from large values.
 *
 * @param gradientWeight weight of the differences of neighbours; at least 0
 * @param latentNoise standard deviation of the noise; at least 0
 */
public record Reconstruction(double gradientWeight, double latentNoise) implements Objective {
    /** Checks the ranges. */
    public Reconstruction {
        if (!(gradientWeight >= 0)) {
            throw new IllegalArgumentException("gradientWeight must be >= 0, got " + gradientWeight);
        }
        if (!(latentNoise >= 0)) {
            throw new IllegalArgumentException("latentNoise must be >= 0, got " + latentNoise);
        }
    }

    /** Returns weight 0.5 and noise 0.05. */
    public static Reconstruction usual() {
        return new Reconstruction(0.5, 0.05);
    }
}
