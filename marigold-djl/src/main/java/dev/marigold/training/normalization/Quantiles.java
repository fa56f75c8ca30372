package dev.marigold.training.normalization;

/** Quantiles with linear interpolation between order statistics, as {@code torch.quantile} takes them. */
final class Quantiles {
    private Quantiles() {}

    /**
     * Returns a quantile.
     *
     * @param sorted ascending, at least one value
     * @param share in [0, 1]
     */
    static double of(float[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
    }
}
