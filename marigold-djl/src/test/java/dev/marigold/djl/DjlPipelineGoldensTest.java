package dev.marigold.djl;

import dev.marigold.engine.PipelineGoldens;
import dev.marigold.spi.DiffusionBackendProvider;

class DjlPipelineGoldensTest extends PipelineGoldens {
    @Override
    protected DiffusionBackendProvider provider() {
        return new DjlBackendProvider();
    }

    @Override
    protected double tolerance() {
        return 1e-5;
    }
}
