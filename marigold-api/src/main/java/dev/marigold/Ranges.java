package dev.marigold;

/** Checks of numbers that users set. */
final class Ranges {
    static final int MAX_STEPS = 1000;
    static final int MAX_ENSEMBLE_SIZE = 64;
    static final int MAX_BATCH_SIZE = 64;
    static final int MAX_RESOLUTION = 16384;

    private Ranges() {}

    static int require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], got " + value);
        }
        return value;
    }

    static int steps(int steps) {
        return require("steps", steps, 1, MAX_STEPS);
    }

    static int ensembleSize(int ensembleSize) {
        return require("ensembleSize", ensembleSize, 1, MAX_ENSEMBLE_SIZE);
    }
}
