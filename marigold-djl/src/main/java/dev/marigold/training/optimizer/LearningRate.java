package dev.marigold.training.optimizer;

/** What the learning rate is multiplied by over the updates of a training. Implementations are immutable. */
public interface LearningRate {
    /**
     * Returns the factor of one update.
     *
     * @param update number of updates before it, at least 0
     */
    double factor(long update);

    /** Returns a text that says everything about the schedule, the same in every process: a resumed training must have the same. */
    String description();

    /** Returns the factor 1. */
    static LearningRate constant() {
        return new Constant();
    }

    /**
     * Returns the published schedule: linear from 0 over the warm-up, then exponential decay to a ratio that stays.
     *
     * @param total updates after which the ratio is reached
     * @param finalRatio in (0, 1]
     * @param warmup updates of the warm-up, in [0, total)
     * @throws IllegalArgumentException if an argument is outside its range
     */
    static LearningRate iterExponential(long total, double finalRatio, long warmup) {
        return new IterExponential(total, finalRatio, warmup);
    }
}
