package dev.marigold.ensemble;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.testkit.EnsemblerConformance;
import java.util.Set;

class MedianEnsemblerConformanceTest extends EnsemblerConformance {
    @Override
    protected EnsemblerProvider provider() {
        return new MedianEnsemblerProvider();
    }

    @Override
    protected Set<AffineInvariance> aligned() {
        return Set.of();
    }
}
