package dev.marigold.onnx;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.network.NetworkBackend;
import dev.marigold.onnx.runtime.OrtLibrary;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;

/**
 * Runs checkpoints on ONNX Runtime, id {@code onnx}.
 *
 * <p>Devices: {@code cpu} (default) and {@code coreml}; {@code cuda}, {@code tensorrt} and {@code directml}, with an optional number as in
 * {@code cuda:1}; {@code openvino}, whose number 0 is the CPU and whose number n is the nth GPU. The standard artifact of ONNX Runtime
 * contains the first alone on most systems, and the first alone is tested. Precision: {@code fp32}; weights stored in half precision or
 * in eight bits are widened when a network is opened, into a copy that memory mode {@code LOW} cannot evict: there, a smaller file takes
 * more memory. {@code cuda} computes without TF32; {@code tensorrt} has no option for that and rounds factors to TF32 unless the environment
 * variable {@code NVIDIA_TF32_OVERRIDE} is 0. No further properties.
 */
public final class OnnxBackendProvider implements DiffusionBackendProvider {
    /** Creates the provider; native code is loaded by {@link #check} and {@link #open}, not here. */
    public OnnxBackendProvider() {}

    @Override
    public String id() {
        return "onnx";
    }

    @Override
    public void check(BackendOptions options) {
        OrtLibrary.open(options).close();
    }

    @Override
    public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
        return NetworkBackend.open(checkpoint, OrtLibrary.open(options), options.memoryMode());
    }
}
