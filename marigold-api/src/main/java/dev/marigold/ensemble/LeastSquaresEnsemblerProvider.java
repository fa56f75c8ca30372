package dev.marigold.ensemble;

import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;

/**
 * Makes the default ensembler: every member is fitted to the median of all by robust closed-form least squares, members that do not fit are
 * left out, and what remains is merged by its interquartile mean. Uncertainty is the median absolute deviation from the median.
 *
 * <p>{@code SCALE_AND_SHIFT} fits a scale and a shift per member and spreads the result over [0, 1]; {@code SCALE} fits a scale and divides
 * by the largest value; {@code NONE} merges the members as they are. A constant picture gives zeros where a range would be divided by. A
 * member that is constant, that would need a negative scale, or whose residual is more than three times the usual one is left out of
 * prediction and uncertainty. The result does not depend on the order of the members.
 */
public final class LeastSquaresEnsemblerProvider implements EnsemblerProvider {
    /** Creates the provider; does no work. */
    public LeastSquaresEnsemblerProvider() {}

    /** Returns {@code least-squares}. */
    @Override
    public String id() {
        return "least-squares";
    }

    @Override
    public Ensembler create() {
        return new LeastSquaresEnsembler();
    }
}
