package dev.marigold.ensemble;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.testkit.EnsemblerConformance;
import java.util.Set;

class MeanEnsemblerConformanceTest extends EnsemblerConformance {
    @Override
    protected EnsemblerProvider provider() {
        return new MeanEnsemblerProvider();
    }

    @Override
    protected Set<AffineInvariance> aligned() {
        return Set.of();
    }
}
