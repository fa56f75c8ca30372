package dev.marigold.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.DeviceName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where networks run: an execution provider of ONNX Runtime and, where there can be several devices, which one. Written as
 * {@code cuda} or {@code cuda:1}.
 */
final class ExecutionDevice {
    private final Kind kind;
    private final DeviceName name;

    private ExecutionDevice(Kind kind, DeviceName name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * Returns the device of a name.
     *
     * @throws ProviderUnavailableException if no execution provider has that name, or it has no such number
     */
    static ExecutionDevice of(String name) {
        DeviceName device = DeviceName.of(name);
        for (Kind kind : Kind.values()) {
            if (kind.id().equals(device.kind())) {
                return new ExecutionDevice(kind, requireNumber(kind, device));
            }
        }
        String known = Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", "));
        throw new ProviderUnavailableException(
                "device of backend 'onnx' must be one of " + known + ", got '" + name + "'");
    }

    private static DeviceName requireNumber(Kind kind, DeviceName device) {
        if (device.index() > 0 && (kind == Kind.CPU || kind == Kind.COREML)) {
            throw new ProviderUnavailableException(
                    "device '" + kind.id() + "' has the number 0 only, got '" + device + "'");
        }
        return device;
    }

    /**
     * Makes sessions run on this device.
     *
     * @throws ProviderUnavailableException if this build of ONNX Runtime or this machine cannot
     */
    void addTo(SessionOptions options) {
        try {
            kind.registration.add(options, name.index());
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw new ProviderUnavailableException(
                    "ONNX Runtime cannot use device '" + name + "' here: " + reason(e) + ". " + kind.remedy, e);
        }
    }

    /** What the native library says, some of whose messages are sentences. */
    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }

    /**
     * Returns the arenas that a run can shrink, as ONNX Runtime writes them: {@code cpu:0;gpu:1}; empty for none.
     *
     * @param ofProcessor whether the processor's memory has an arena
     */
    String arenas(boolean ofProcessor) {
        String ofDevice = kind == Kind.CUDA || kind == Kind.TENSORRT ? "gpu:" + name.index() : "";
        String separator = ofProcessor && !ofDevice.isEmpty() ? ";" : "";
        return (ofProcessor ? "cpu:0" : "") + separator + ofDevice;
    }

    @Override
    public String toString() {
        return name.toString();
    }

    /** Adds CUDA with the precision that the name fp32 promises; ONNX Runtime would round factors to the 10 bits of TF32. */
    private static void addCuda(SessionOptions options, int index) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
    }

    private enum Kind {
        CPU("", (options, index) -> {}),
        CUDA(
                "Replace com.microsoft.onnxruntime:onnxruntime by onnxruntime_gpu of the same version",
                ExecutionDevice::addCuda),
        TENSORRT(
                "Replace com.microsoft.onnxruntime:onnxruntime by onnxruntime_gpu of the same version",
                SessionOptions::addTensorrt),
        COREML("Core ML is available on macOS", (options, index) -> options.addCoreML()),
        DIRECTML("Put a DirectML build of ONNX Runtime first on the class path", SessionOptions::addDirectML),
        OPENVINO(
                "Put an OpenVINO build of ONNX Runtime first on the class path",
                (options, index) -> options.addOpenVINO(index == 0 ? "CPU" : "GPU." + (index - 1)));

        private final String remedy;
        private final Registration registration;

        Kind(String remedy, Registration registration) {
            this.remedy = remedy;
            this.registration = registration;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adds an execution provider to the options of a session. */
    @FunctionalInterface
    private interface Registration {
        void add(SessionOptions options, int index) throws OrtException;
    }
}
