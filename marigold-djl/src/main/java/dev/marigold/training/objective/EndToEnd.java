package dev.marigold.training.objective;

import static java.util.Objects.requireNonNull;

/**
 * One-step fine-tuning through the decoder (Martin Garcia et al. 2024, <a href="https://arxiv.org/abs/2409.11355">arXiv:2409.11355</a>):
 * the network predicts once at the last timestep, the decoded depth is aligned to the target by scale and shift in closed form, each
 * picture for itself, and the loss is the mean absolute difference over valid pixels. The further terms are ours, and so are the bounds of the
 * alignment: scales between 1/2 and 2, shifts of at most 1/2 of targets in [-1, 1], beyond which a prediction counts as wrong. Where targets are metres
 * (an absolute {@link dev.marigold.training.normalization.DepthNormalization}), nothing is aligned.
 *
 * @param start what the prediction starts from
 * @param relativeWeight weight of the same difference in metres over the depth in metres, at most 2 in a pixel; at least 0
 * @param gradientWeight weight of differences between neighbours 1, 2 and 4 pixels apart; at least 0
 * @param denoisingWeight weight of the published loss, computed on the same samples; at least 0
 * @param noise of the published loss
 * @param autoencoder whether the autoencoder learns too
 */
public record EndToEnd(
        StartLatent start,
        double relativeWeight,
        double gradientWeight,
        double denoisingWeight,
        NoiseKind noise,
        AutoencoderRole autoencoder)
        implements Objective {
    /** Checks the ranges. */
    public EndToEnd {
        requireNonNull(start, "start");
        requireNonNull(noise, "noise");
        requireNonNull(autoencoder, "autoencoder");
        requireWeight("relativeWeight", relativeWeight);
        requireWeight("gradientWeight", gradientWeight);
        requireWeight("denoisingWeight", denoisingWeight);
    }

    /** Returns the objective of the paper: starts from zeros, no further terms, the autoencoder does not learn. */
    public static EndToEnd published() {
        return new EndToEnd(StartLatent.ZEROS, 0, 0, 0, NoiseKind.GAUSSIAN, AutoencoderRole.FROZEN);
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be >= 0, got " + weight);
        }
    }
}
