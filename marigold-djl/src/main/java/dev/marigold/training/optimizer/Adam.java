package dev.marigold.training.optimizer;

/**
 * Constants of Adam (Kingma and Ba 2015, <a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>) with decoupled weight decay
 * (AdamW: Loshchilov and Hutter 2019, <a href="https://arxiv.org/abs/1711.05101">arXiv:1711.05101</a>); without decay the two are one.
 *
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon finite and above 0
 * @param weightDecay finite and at least 0; times the learning rate, what every weight loses of itself in an update
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay) {
    /** Checks the ranges. */
    public Adam {
        requireShare("beta1", beta1);
        requireShare("beta2", beta2);
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon must be finite and > 0, got " + epsilon);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weightDecay must be finite and >= 0, got " + weightDecay);
        }
    }

    /** Returns what the published checkpoints were trained with: 0.9, 0.999, 1e-8, no decay. */
    public static Adam published() {
        return new Adam(0.9, 0.999, 1e-8, 0);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
        }
    }
}
