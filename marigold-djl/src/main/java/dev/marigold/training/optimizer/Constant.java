package dev.marigold.training.optimizer;

/** No schedule. */
record Constant() implements LearningRate {
    @Override
    public double factor(long update) {
        return 1;
    }

    @Override
    public String description() {
        return toString();
    }
}
