package dev.marigold.schedulers;

/**
 * Which of the two bounds of the reverse variance is used (Ho et al. 2020, section 3.2); the values of the key {@code variance_type}
 * that do not need a network with extra output channels. The logarithmic forms are the same numbers.
 */
enum VarianceType {
    FIXED_SMALL,
    FIXED_SMALL_LOG,
    FIXED_LARGE,
    FIXED_LARGE_LOG;

    /**
     * Returns the variance of a step.
     *
     * @param beta share of the signal that the step restores
     * @param posterior ratio of the noise variance after the step to that before it
     */
    double variance(double beta, double posterior) {
        return switch (this) {
            case FIXED_SMALL, FIXED_SMALL_LOG -> posterior * beta;
            case FIXED_LARGE, FIXED_LARGE_LOG -> beta;
        };
    }
}
