package dev.marigold.internal.numeric;

/** The numbers that users may set. Stateless. */
public final class Ranges {
    /** The most denoising steps. */
    public static final int MAX_STEPS = 1000;

    /** The most members. */
    public static final int MAX_ENSEMBLE_SIZE = 64;

    /** The most members in one network evaluation. */
    public static final int MAX_BATCH_SIZE = 64;

    /** The longest edge while processing, in pixels. */
    public static final int MAX_RESOLUTION = 16384;

    private Ranges() {}

    /**
     * Returns a number after checking it.
     *
     * @throws IllegalArgumentException if it is not in [min, max]; names it
     */
    public static int require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], got " + value);
        }
        return value;
    }

    /** Returns a number of denoising steps after checking it. */
    public static int steps(int steps) {
        return require("steps", steps, 1, MAX_STEPS);
    }

    /** Returns a number of members after checking it. */
    public static int ensembleSize(int ensembleSize) {
        return require("ensembleSize", ensembleSize, 1, MAX_ENSEMBLE_SIZE);
    }
}
