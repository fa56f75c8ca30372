package dev.marigold.ensemble;

import static java.util.Objects.requireNonNull;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.tensor.FloatTensor;

/** Merges members as they are. */
final class UnalignedEnsembler implements Ensembler {
    private final Reduction reduction;

    UnalignedEnsembler(Reduction reduction) {
        this.reduction = reduction;
    }

    @Override
    public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
        requireNonNull(invariance, "invariance");
        Members checked = Members.of(members);
        return Merged.of(checked, Alignment.none(checked.count()), reduction).asTheyAre();
    }
}
