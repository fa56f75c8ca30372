package dev.marigold.ensemble;

import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;

/**
 * Makes an ensembler that takes the median of the members as they are, whatever their invariance: nothing is aligned, and the result is not
 * spread over [0, 1], so that it keeps the level of the members. Uncertainty is the median absolute deviation. For an even number of
 * members the median is the mean of the middle two.
 */
public final class MedianEnsemblerProvider implements EnsemblerProvider {
    /** Creates the provider; does no work. */
    public MedianEnsemblerProvider() {}

    /** Returns {@code median}. */
    @Override
    public String id() {
        return "median";
    }

    @Override
    public Ensembler create() {
        return new UnalignedEnsembler(Reduction.MEDIAN);
    }
}
