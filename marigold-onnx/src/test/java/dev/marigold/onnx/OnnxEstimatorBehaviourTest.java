package dev.marigold.onnx;

import dev.marigold.engine.EstimatorBehaviour;
import dev.marigold.spi.DiffusionBackendProvider;

class OnnxEstimatorBehaviourTest extends EstimatorBehaviour {
    @Override
    protected DiffusionBackendProvider provider() {
        return new OnnxBackendProvider();
    }
}
