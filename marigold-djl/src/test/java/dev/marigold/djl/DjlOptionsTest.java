package dev.marigold.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DjlOptionsTest {
    private static final Path CHECKPOINT = Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1");

    private static void open(BackendOptions.Builder options) throws Exception {
        new DjlBackendProvider()
                .open(Checkpoint.open(CHECKPOINT), options.build())
                .close();
    }

    private static void assertUnavailable(BackendOptions.Builder options, String message) {
        assertThatThrownBy(() -> new DjlBackendProvider().check(options.build()))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> open(options))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownDeviceIsNamedWithTheKnownOnes() {
        assertUnavailable(
                BackendOptions.builder().device("gpu"), "device of backend 'djl' must be one of cpu, cuda, got 'gpu'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda:", "cuda:first", "cuda:-1", "cpu:1x", "cuda:4294967295"})
    void aDeviceNumberMustBeANumber(String device) {
        assertUnavailable(
                BackendOptions.builder().device(device),
                "device number must be an integer in [0, 1023], got '" + device + "'");
    }

    @Test
    void theProcessorHasOneNumber() {
        assertUnavailable(BackendOptions.builder().device("cpu:1"), "device 'cpu' has the number 0 only, got 'cpu:1'");
        assertThatCode(() -> open(BackendOptions.builder().device("cpu:0"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:1"})
    void aDeviceThatThisBuildLacksIsNamedWithItsRemedy(String device) {
        Assumptions.assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0, "there is a GPU");

        assertUnavailable(
                BackendOptions.builder().device(device),
                "PyTorch cannot use device '" + device + "' here: it sees 0 CUDA devices. "
                        + "Replace ai.djl.pytorch:pytorch-native-cpu by pytorch-native-cu128 of the same version");
    }

    @Test
    void otherPrecisionsAreRefused() {
        assertUnavailable(
                BackendOptions.builder().precision("fp16"),
                "precision of backend 'djl' must be fp32 or bf16, got 'fp16'");
    }

    @Test
    void propertiesAreRefused() {
        assertUnavailable(
                BackendOptions.builder().property("streams", "2"), "backend 'djl' has no properties, got [streams]");
    }

    @Test
    void theApplicationsSettingsAreLeftAlone() throws Exception {
        open(BackendOptions.builder());

        assertThat(System.getProperty("ai.djl.offline")).isNull();
    }
}
