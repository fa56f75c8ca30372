package dev.marigold.ensemble;

import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;

/**
 * Makes the ensembler of the published pipelines with the settings of diffusers: members are scaled to [0, 1] each, their shifts are moved
 * by at most two BFGS iterations so that they agree pair by pair, and the lower median is spread over [0, 1]. Uncertainty is the lower
 * median of the absolute deviations from it.
 *
 * <p>The published optimiser reads its derivatives from single-precision differences, so that its scales never move and its shifts follow
 * rounding noise: a change of the members by 1e-6 moves its result by several hundredths. This implementation takes exact derivatives,
 * and sets to zero those which the rounding noise would hide, hence it repeats itself and comes about as close to a run of the published code as
 * another such run does. With {@code SCALE} nothing moves at all: members are divided by their largest value. {@code NONE}, which the
 * published code refuses, merges the members as they are. See {@code docs/ensembling.md}.
 */
public final class ReferenceEnsemblerProvider implements EnsemblerProvider {
    /** Creates the provider; does no work. */
    public ReferenceEnsemblerProvider() {}

    /** Returns {@code reference}. */
    @Override
    public String id() {
        return "reference";
    }

    @Override
    public Ensembler create() {
        return new ReferenceEnsembler();
    }
}
