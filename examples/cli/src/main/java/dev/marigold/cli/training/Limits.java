package dev.marigold.cli.training;

/** The largest values that the library takes of estimators and a training does not: checkpoints that name larger ones could not be used. */
final class Limits {
    static final int STEPS = 1000;
    static final int RESOLUTION = 16384;

    private Limits() {}
}
