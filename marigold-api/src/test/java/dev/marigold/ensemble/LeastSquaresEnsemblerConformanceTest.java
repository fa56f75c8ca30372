package dev.marigold.ensemble;

import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.testkit.EnsemblerConformance;

class LeastSquaresEnsemblerConformanceTest extends EnsemblerConformance {
    @Override
    protected EnsemblerProvider provider() {
        return new LeastSquaresEnsemblerProvider();
    }
}
