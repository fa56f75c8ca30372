package dev.marigold.training.optimizer;

/** The published schedule. */
record IterExponential(long total, double finalRatio, long warmup) implements LearningRate {
    IterExponential {
        if (!(finalRatio > 0 && finalRatio <= 1)) {
            throw new IllegalArgumentException("finalRatio must be in (0, 1], got " + finalRatio);
        }
        if (warmup < 0 || warmup >= total) {
            throw new IllegalArgumentException("warmup must be in [0, total = " + total + "), got " + warmup);
        }
    }

    @Override
    public double factor(long update) {
        if (update < warmup) {
            return (double) update / warmup;
        }
        if (update >= total) {
            return finalRatio;
        }
        return Math.exp((double) (update - warmup) / (total - warmup) * Math.log(finalRatio));
    }

    @Override
    public String description() {
        return toString();
    }
}
