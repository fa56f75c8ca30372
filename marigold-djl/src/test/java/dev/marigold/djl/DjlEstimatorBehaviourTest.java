package dev.marigold.djl;

import dev.marigold.engine.EstimatorBehaviour;
import dev.marigold.spi.DiffusionBackendProvider;

class DjlEstimatorBehaviourTest extends EstimatorBehaviour {
    @Override
    protected DiffusionBackendProvider provider() {
        return new DjlBackendProvider();
    }
}
