package dev.marigold.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error code - ORT_RUNTIME_EXCEPTION - message: Non-zero status code returned while running Conv node."
                        + " Status Message: std::bad_alloc",
                "Error code - ORT_FAIL - message: bad allocation",
                "Failed to allocate memory for requested buffer of size 9663676416",
                "Available memory of 16777216 is smaller than requested bytes of 9663676416",
                "CUDA failure 2: out of memory ; GPU=0",
                "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED",
                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9663676416 bytes. Error code 12",
                "DefaultCPUAllocator: not enough memory: you tried to allocate 9663676416 bytes.",
                "CUDA out of memory. Tried to allocate 9.00 GiB"
            })
    void memoryThatRanOutComesWithARemedy(String message) {
        assertThat(EngineFailure.message(new IllegalStateException(message)))
                .isEqualTo(message + "; lower processingResolution or batchSize, or use memoryMode LOW or SEQUENTIAL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error code - ORT_INVALID_ARGUMENT - message: Got invalid dimensions for input: latents",
                "The allocator of this device is not known"
            })
    void otherFailuresAreToldAsTheyAre(String message) {
        assertThat(EngineFailure.message(new IllegalStateException(message))).isEqualTo(message);
    }

    @Test
    void aFailureWithoutAMessageIsToldToo() {
        assertThat(EngineFailure.message(new IllegalStateException())).isEqualTo("null");
    }
}
