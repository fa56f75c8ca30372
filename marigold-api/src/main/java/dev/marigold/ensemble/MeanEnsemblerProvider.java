package dev.marigold.ensemble;

import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;

/**
 * Makes an ensembler that takes the mean of the members as they are, whatever their invariance: nothing is aligned, and the result is not
 * spread over [0, 1], so that it keeps the level of the members. Uncertainty is the standard deviation with divisor {@code E - 1}.
 */
public final class MeanEnsemblerProvider implements EnsemblerProvider {
    /** Creates the provider; does no work. */
    public MeanEnsemblerProvider() {}

    /** Returns {@code mean}. */
    @Override
    public String id() {
        return "mean";
    }

    @Override
    public Ensembler create() {
        return new UnalignedEnsembler(Reduction.MEAN);
    }
}
