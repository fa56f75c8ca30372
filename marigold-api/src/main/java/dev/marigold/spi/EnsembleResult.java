package dev.marigold.spi;

import dev.marigold.tensor.FloatTensor;

/**
 * A merged prediction.
 *
 * @param prediction shape {@code [H, W]}; in [0, 1] as the members are
 * @param uncertainty disagreement of the members in units of the prediction, shape {@code [H, W]}, at least 0
 */
public record EnsembleResult(FloatTensor prediction, FloatTensor uncertainty) {
    /** Rejects maps of different shapes. */
    public EnsembleResult {
        if (!prediction.shape().equals(uncertainty.shape())) {
            throw new IllegalArgumentException("uncertainty must have the shape of prediction " + prediction.shape()
                    + ", got " + uncertainty.shape());
        }
    }
}
