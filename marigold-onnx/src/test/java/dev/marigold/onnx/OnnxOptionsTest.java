package dev.marigold.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxOptionsTest {
    private static final Path CHECKPOINT = Path.of("..", "marigold-api", "src", "test", "conformance", "depth-v1-1");

    private static void open(BackendOptions.Builder options) throws Exception {
        new OnnxBackendProvider()
                .open(Checkpoint.open(CHECKPOINT), options.build())
                .close();
    }

    private static void assertUnavailable(BackendOptions.Builder options, String message) {
        assertThatThrownBy(() -> new OnnxBackendProvider().check(options.build()))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> open(options))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownDeviceIsNamedWithTheKnownOnes() {
        assertUnavailable(
                BackendOptions.builder().device("gpu"),
                "device of backend 'onnx' must be one of cpu, cuda, tensorrt, coreml, directml, openvino, got 'gpu'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda:", "cuda:first", "cuda:-1", "cpu:1x", "cuda:4294967295"})
    void aDeviceNumberMustBeANumber(String device) {
        assertUnavailable(
                BackendOptions.builder().device(device),
                "device number must be an integer in [0, 1023], got '" + device + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "coreml"})
    void aDeviceThatIsAloneOfItsKindHasNoNumber(String kind) {
        assertUnavailable(
                BackendOptions.builder().device(kind + ":1"),
                "device '" + kind + "' has the number 0 only, got '" + kind + ":1'");
    }

    @ParameterizedTest
    @CsvSource({
        "cuda, Replace com.microsoft.onnxruntime:onnxruntime by onnxruntime_gpu of the same version",
        "cuda:1, Replace com.microsoft.onnxruntime:onnxruntime by onnxruntime_gpu of the same version",
        "tensorrt, Replace com.microsoft.onnxruntime:onnxruntime by onnxruntime_gpu of the same version",
        "directml, Put a DirectML build of ONNX Runtime first on the class path",
        "openvino, Put an OpenVINO build of ONNX Runtime first on the class path"
    })
    void aDeviceThatThisBuildLacksIsNamedWithItsRemedy(String device, String remedy) {
        assertLacking(device, remedy);
    }

    @Test
    @DisabledOnOs(OS.MAC)
    void coreMlIsLackingElsewhere() {
        assertLacking("coreml", "Core ML is available on macOS");
    }

    private static void assertLacking(String device, String remedy) {
        BackendOptions options = BackendOptions.builder().device(device).build();

        Throwable failure = catchThrowable(() -> new OnnxBackendProvider().check(options));

        assertThat(failure).isExactlyInstanceOf(ProviderUnavailableException.class);
        String reason = failure.getCause().getMessage().replaceFirst("\\.$", "");
        assertThat(reason).startsWith("Error code - ORT_");
        assertThat(failure)
                .hasMessage("ONNX Runtime cannot use device '" + device + "' here: " + reason + ". " + remedy);
    }

    @Test
    void otherPrecisionsAreRefused() {
        assertUnavailable(
                BackendOptions.builder().precision("fp16"), "precision of backend 'onnx' must be fp32, got 'fp16'");
    }

    @Test
    void propertiesAreRefused() {
        assertUnavailable(
                BackendOptions.builder().property("streams", "2"), "backend 'onnx' has no properties, got [streams]");
    }

    @Test
    void theProcessorNeedsNoNumberButMayHaveOne() {
        assertThatCode(() -> open(BackendOptions.builder().device("cpu:0"))).doesNotThrowAnyException();
    }
}
