package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a backend and refuses what is not a result. Borrows the backend. */
public final class CheckedBackend {
    private final String id;
    private final BackendOptions options;
    private final DiffusionBackend backend;
    private final LatentSpace space;

    /**
     * Creates the check of one backend.
     *
     * @param id names the backend in messages
     * @param options what the user asked for
     * @param backend borrowed
     */
    public CheckedBackend(String id, BackendOptions options, DiffusionBackend backend, LatentSpace space) {
        this.id = id;
        this.options = options;
        this.backend = backend;
        this.space = space;
    }

    LatentSpace space() {
        return space;
    }

    MemoryMode memoryMode() {
        return options.memoryMode();
    }

    FloatTensor encode(FloatTensor images) {
        return check("encode", () -> backend.encode(images), space.imageLatents(images.shape()));
    }

    FloatTensor denoise(FloatTensor latents, int timestep) {
        Shape expected = latents.shape().with(1, space.channels() * space.targets());
        return check("denoise", () -> backend.denoise(latents, timestep), expected);
    }

    FloatTensor decode(FloatTensor latents) {
        return check("decode", () -> backend.decode(latents), space.pictures(latents.shape()));
    }

    private FloatTensor check(String network, Supplier<@Nullable FloatTensor> call, Shape expected) {
        @Nullable FloatTensor result = PluginResults.of("Backend '" + id + "' in " + network, call);
        String who = "What backend '" + id + "' returns from " + network;
        FloatTensor shaped = PluginResults.requireShape(who, result, expected);
        if (!shaped.isFinite()) {
            String precision = options.precision();
            String remedy = precision.equals("fp32") ? "" : "; precision '" + precision + "' may overflow, try 'fp32'";
            throw new InferenceException(PluginResults.notFinite(who, shaped) + remedy);
        }
        return shaped;
    }
}
