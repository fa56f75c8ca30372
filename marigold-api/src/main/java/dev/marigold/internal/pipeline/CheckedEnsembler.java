package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Merges members with an ensembler and refuses what is not a result. */
public final class CheckedEnsembler {
    private final String id;
    private final Ensembler ensembler;
    private final AffineInvariance invariance;

    /**
     * Creates the check of one ensembler.
     *
     * @param id names the ensembler in messages
     * @param invariance up to what the members are known
     */
    public CheckedEnsembler(String id, Ensembler ensembler, AffineInvariance invariance) {
        this.id = id;
        this.ensembler = ensembler;
        this.invariance = invariance;
    }

    /** Returns the merged members {@code [E, H, W]}; a single member is returned as it is, without uncertainty. */
    DepthMaps merge(FloatTensor members) {
        Shape shape = members.shape();
        Shape map = Shape.of(shape.extent(1), shape.extent(2));
        if (shape.extent(0) == 1) {
            return new DepthMaps(members.reshape(map), null);
        }
        return check(ensembler.ensemble(members, invariance), map);
    }

    private DepthMaps check(@Nullable EnsembleResult result, Shape map) {
        String who = " of ensembler '" + id + "'";
        if (result == null) {
            throw new InferenceException("Result" + who + " must not be null");
        }
        return new DepthMaps(
                check("Prediction" + who, result.prediction(), map),
                check("Uncertainty" + who, result.uncertainty(), map));
    }

    private static FloatTensor check(String who, FloatTensor map, Shape expected) {
        return PluginResults.requireFinite(who, PluginResults.requireShape(who, map, expected));
    }
}
