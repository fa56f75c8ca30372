package dev.marigold.cli.training;

/** The largest values that the library takes of estimators; a file of settings is refused before a training rather than in it. */
final class Limits {
    static final int STEPS = 1000;
    static final int MEMBERS = 64;
    static final int RESOLUTION = 16384;
    static final int THREADS = 1024;

    private Limits() {}
}
