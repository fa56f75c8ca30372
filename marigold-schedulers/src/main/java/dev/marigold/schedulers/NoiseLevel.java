package dev.marigold.schedulers;

/**
 * How much of a sample and how much noise a noisy sample holds: {@code signal * sample + noise * epsilon}.
 *
 * @param alphaCumulative product of the alphas up to a timestep, in [0, 1]; 1 is a clean sample, 0 pure noise
 */
public record NoiseLevel(double alphaCumulative) {
    static final NoiseLevel CLEAN = new NoiseLevel(1);

    /** Rejects a product outside its range. */
    public NoiseLevel {
        if (!(alphaCumulative >= 0 && alphaCumulative <= 1)) {
            throw new IllegalArgumentException("alphaCumulative must be in [0, 1], got " + alphaCumulative);
        }
    }

    /** Returns the factor of the sample, the square root of {@link #alphaCumulative()}. */
    public double signal() {
        return Math.sqrt(alphaCumulative);
    }

    /** Returns the factor of the noise, the square root of what {@link #alphaCumulative()} lacks to 1. */
    public double noise() {
        return Math.sqrt(1 - alphaCumulative);
    }
}
