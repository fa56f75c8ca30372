package dev.marigold.ensemble;

import static java.util.Objects.requireNonNull;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.tensor.FloatTensor;

/** What the published pipelines do, without their dependence on rounding. */
final class ReferenceEnsembler implements Ensembler {
    @Override
    public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
        requireNonNull(invariance, "invariance");
        Members checked = Members.of(members);
        return Merged.of(checked, align(checked, invariance), Reduction.LOWER_MEDIAN)
                .normalised(invariance);
    }

    private static Alignment align(Members members, AffineInvariance invariance) {
        return switch (invariance) {
            case NONE -> Alignment.none(members.count());
            case SCALE -> RangeAlignment.scaleOf(members.withinMaximumEdge(ShiftSearch.MAXIMUM_EDGE));
            case SCALE_AND_SHIFT -> ShiftSearch.align(members.withinMaximumEdge(ShiftSearch.MAXIMUM_EDGE));
        };
    }
}
