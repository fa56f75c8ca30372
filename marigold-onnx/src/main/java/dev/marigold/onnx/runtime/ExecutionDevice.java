package dev.marigold.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.marigold.error.ProviderUnavailableException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where networks run: an execution provider of ONNX Runtime and, where there can be several devices, which one. Written as
 * {@code cuda} or {@code cuda:1}.
 */
final class ExecutionDevice {
    private final Kind kind;
    private final int index;

    private ExecutionDevice(Kind kind, int index) {
        this.kind = kind;
        this.index = index;
    }

    /**
     * Returns the device of a name.
     *
     * @throws ProviderUnavailableException if no execution provider has that name
     */
    static ExecutionDevice of(String name) {
        int colon = name.indexOf(':');
        String id = colon < 0 ? name : name.substring(0, colon);
        for (Kind kind : Kind.values()) {
            if (kind.id().equals(id)) {
                int index = colon < 0 ? 0 : index(name, name.substring(colon + 1));
                return new ExecutionDevice(kind, requireDevice(kind, index));
            }
        }
        String known = Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", "));
        throw new ProviderUnavailableException(
                "device of backend 'onnx' must be one of " + known + ", got '" + name + "'");
    }

    private static int requireDevice(Kind kind, int index) {
        if (index > 0 && (kind == Kind.CPU || kind == Kind.COREML)) {
            throw new ProviderUnavailableException(
                    "device '" + kind.id() + "' has the number 0 only, got '" + kind.id() + ":" + index + "'");
        }
        return index;
    }

    private static int index(String name, String digits) {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw new ProviderUnavailableException("device number must be an integer >= 0, got '" + name + "'", e);
        }
    }

    /**
     * Makes sessions run on this device.
     *
     * @throws ProviderUnavailableException if this build of ONNX Runtime or this machine cannot
     */
    void addTo(SessionOptions options) {
        try {
            kind.registration.add(options, index);
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw new ProviderUnavailableException(
                    "ONNX Runtime cannot use device '" + kind.id() + "' here: " + reason(e) + ". " + kind.remedy, e);
        }
    }

    /** What the native library says, some of whose messages are sentences. */
    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }

    private enum Kind {
        CPU("", (options, index) -> {}),
        CUDA(
                "Replace com.microsoft.onnxruntime:onnxruntime by onnxruntime_gpu of the same version",
                SessionOptions::addCUDA),
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
