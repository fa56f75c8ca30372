package dev.marigold.prediction;

import dev.marigold.tensor.FloatTensor;

/**
 * The metres that the ends of a map stand for, where a checkpoint was trained for a fixed range and its depth is therefore
 * {@linkplain AffineInvariance#NONE absolute}.
 *
 * @param near metres at depth 0, at least 0
 * @param far metres at depth 1, finite, above {@code near}
 */
public record MetricRange(double near, double far) {
    /**
     * Creates a range.
     *
     * @throws IllegalArgumentException if the ends are not as described
     */
    public MetricRange {
        if (!(near >= 0 && near < far && far < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the range must be 0 <= near < far metres, got near " + near + " and far " + far);
        }
    }

    /**
     * Returns depths in metres.
     *
     * @param depth any shape, in [0, 1]
     */
    public FloatTensor metres(FloatTensor depth) {
        float[] metres = depth.toArray();
        for (int i = 0; i < metres.length; i++) {
            metres[i] = (float) (near + metres[i] * (far - near));
        }
        return FloatTensor.wrap(depth.shape(), metres);
    }
}
