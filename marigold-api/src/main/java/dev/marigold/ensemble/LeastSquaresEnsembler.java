package dev.marigold.ensemble;

import static java.util.Objects.requireNonNull;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.tensor.FloatTensor;

/** Fits every member to the median of all, then takes the interquartile mean. */
final class LeastSquaresEnsembler implements Ensembler {
    @Override
    public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
        requireNonNull(invariance, "invariance");
        Members checked = Members.of(members);
        Alignment alignment = invariance == AffineInvariance.NONE
                ? Alignment.none(checked.count())
                : RobustAlignment.of(checked, invariance);
        return Merged.of(checked, alignment, Reduction.MIDMEAN).normalised(invariance);
    }
}
