package dev.marigold.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionDeviceTest {
    @ParameterizedTest
    @CsvSource({
        "cpu, cpu:0, ''",
        "coreml, cpu:0, ''",
        "cuda, cpu:0;gpu:0, gpu:0",
        "cuda:3, cpu:0;gpu:3, gpu:3",
        "tensorrt:1, cpu:0;gpu:1, gpu:1",
        "directml:1, cpu:0, ''",
        "openvino:1, cpu:0, ''"
    })
    void aRunShrinksTheArenasThatThereAre(String name, String withProcessor, String without) {
        ExecutionDevice device = ExecutionDevice.of(name);

        assertThat(device.arenas(true)).isEqualTo(withProcessor);
        assertThat(device.arenas(false)).isEqualTo(without);
        assertThat(device).hasToString(name);
    }
}
