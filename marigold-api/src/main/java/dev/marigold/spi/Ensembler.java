package dev.marigold.spi;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.tensor.FloatTensor;

/** Merges several predictions of one picture. Immutable and safe for use by several threads. */
@FunctionalInterface
public interface Ensembler {
    /**
     * Merges depth maps.
     *
     * @param members shape {@code [E, H, W]} with {@code E >= 2}, finite
     * @param invariance what may differ between members besides their errors
     * @throws IllegalArgumentException if the shape or a value is not as described
     */
    EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance);
}
