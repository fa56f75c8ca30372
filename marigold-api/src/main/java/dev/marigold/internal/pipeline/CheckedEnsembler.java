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
    /** How far rounding may carry a prediction out of its range; what lies further out is another scale. */
    private static final float ROUNDING = 1e-4f;

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
        return check(PluginResults.of("Ensembler '" + id + "'", () -> ensembler.ensemble(members, invariance)), map);
    }

    private DepthMaps check(@Nullable EnsembleResult result, Shape map) {
        String who = " of ensembler '" + id + "'";
        if (result == null) {
            throw new InferenceException("Result" + who + " must not be null");
        }
        FloatTensor prediction = check("Prediction" + who, result.prediction(), map);
        FloatTensor uncertainty = check("Uncertainty" + who, result.uncertainty(), map);
        requireWithin("Prediction" + who + " must be in [0, 1]", prediction, -ROUNDING, 1 + ROUNDING);
        requireWithin("Uncertainty" + who + " must be at least 0", uncertainty, 0, Float.MAX_VALUE);
        return new DepthMaps(prediction, uncertainty);
    }

    private static FloatTensor check(String who, FloatTensor map, Shape expected) {
        return PluginResults.requireFinite(who, PluginResults.requireShape(who, map, expected));
    }

    private static void requireWithin(String rule, FloatTensor map, float least, float most) {
        int size = Math.toIntExact(map.shape().elementCount());
        for (int i = 0; i < size; i++) {
            float value = map.get(i);
            if (value < least || value > most) {
                throw new InferenceException(rule + ", got " + value + " at " + i);
            }
        }
    }
}
