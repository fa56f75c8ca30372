package dev.marigold.djl;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.network.NetworkBackend;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;

/**
 * Runs checkpoints on PyTorch, id {@code djl}. The application adds PyTorch's native code, {@code ai.djl.pytorch:pytorch-native-cpu} and
 * {@code pytorch-jni}; it is loaded before the first backend is opened, and nothing is downloaded.
 *
 * <p>Devices: {@code cpu} (default) and, with a build of PyTorch for it, {@code cuda}, with an optional number as in {@code cuda:1}.
 * Precision: {@code fp32} (default), to which weights stored in half precision or in eight bits are widened, or {@code bf16}. No further properties.
 */
public final class DjlBackendProvider implements DiffusionBackendProvider {
    /** Creates the provider; native code is loaded by {@link #check} and {@link #open}, not here. */
    public DjlBackendProvider() {}

    @Override
    public String id() {
        return "djl";
    }

    @Override
    public void check(BackendOptions options) {
        new DjlEngine(options).close();
    }

    @Override
    public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
        return NetworkBackend.open(checkpoint, new DjlEngine(options), options.memoryMode());
    }
}
