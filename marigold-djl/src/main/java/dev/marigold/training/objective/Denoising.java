package dev.marigold.training.objective;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.SchedulerConfig;

/**
 * The published objective: recover a depth latent from noise, given the latent of the picture. The denoising network learns; the
 * autoencoder and the text encoder do not. The loss is the mean squared error over the latent pixels all of whose depths are valid.
 *
 * @param noise what is added
 * @param terminalShare share of samples at the last timestep, where a one-step prediction starts; in [0, 1], 0 as published
 */
public record Denoising(NoiseKind noise, double terminalShare) implements Objective {
    /** Checks the range. */
    public Denoising {
        requireNonNull(noise, "noise");
        if (!(terminalShare >= 0 && terminalShare <= 1)) {
            throw new IllegalArgumentException("terminalShare must be in [0, 1], got " + terminalShare);
        }
    }

    /** Returns the published objective: annealed multi-resolution noise, timesteps uniform. */
    public static Denoising published() {
        return new Denoising(NoiseKind.ANNEALED, 0);
    }

    /** Returns the noise schedule of {@code start}, rescaled so that the last timestep, where predictions start, is noise alone. */
    @Override
    public SchedulerConfig scheduler(SchedulerConfig start) {
        return PlainDdim.of(start).with("rescale_betas_zero_snr", true);
    }
}
