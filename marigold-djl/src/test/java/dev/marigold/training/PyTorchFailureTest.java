package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;

class PyTorchFailureTest {
    @Test
    void whereMemoryRunsOutATrainingIsToldHowToDoWithLess() {
        EngineException failure =
                new EngineException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.");

        assertThat(PyTorchFailure.of("Cannot take update 7", failure))
                .hasMessage("Cannot take update 7, PyTorch failed: DefaultCPUAllocator: can't allocate memory: you"
                        + " tried to allocate 8 bytes.; lower batchSize or sizes")
                .hasCause(failure);
    }

    @Test
    void otherFailuresAreToldAsTheyAre() {
        assertThat(PyTorchFailure.of("Cannot train", new EngineException("no device")))
                .hasMessage("Cannot train, PyTorch failed: no device");
    }
}
