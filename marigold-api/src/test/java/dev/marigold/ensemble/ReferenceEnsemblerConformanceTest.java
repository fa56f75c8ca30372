package dev.marigold.ensemble;

import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.testkit.EnsemblerConformance;

class ReferenceEnsemblerConformanceTest extends EnsemblerConformance {
    @Override
    protected EnsemblerProvider provider() {
        return new ReferenceEnsemblerProvider();
    }
}
