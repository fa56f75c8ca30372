package dev.marigold.training;

import ai.djl.engine.EngineException;
import dev.marigold.error.InferenceException;
import dev.marigold.network.EngineFailure;

/** What to tell of a failure of PyTorch's in a training. */
final class PyTorchFailure {
    private PyTorchFailure() {}

    /**
     * Returns the exception to throw; where memory ran out, it says how a training does with less.
     *
     * @param what cannot be done, the beginning of a sentence
     */
    static InferenceException of(String what, EngineException failure) {
        String advice = EngineFailure.isOutOfMemory(failure) ? "; lower batchSize or sizes" : "";
        return new InferenceException(what + ", PyTorch failed: " + failure.getMessage() + advice, failure);
    }
}
