package dev.marigold.internal.pipeline;

import dev.marigold.error.InferenceException;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Calls a backend and refuses what is not a result. Borrows the backend. */
public final class CheckedBackend {
    private final String id;
    private final String precision;
    private final DiffusionBackend backend;
    private final LatentSpace space;

    /**
     * Creates the check of one backend.
     *
     * @param id names the backend in messages
     * @param precision what the user asked for, named in messages
     * @param backend borrowed
     */
    public CheckedBackend(String id, String precision, DiffusionBackend backend, LatentSpace space) {
        this.id = id;
        this.precision = precision;
        this.backend = backend;
        this.space = space;
    }

    LatentSpace space() {
        return space;
    }

    FloatTensor encode(FloatTensor images) {
        return check("encode", backend.encode(images), space.imageLatents(images.shape()));
    }

    FloatTensor denoise(FloatTensor latents, int timestep) {
        Shape expected = latents.shape().with(1, space.channels() * space.targets());
        return check("denoise", backend.denoise(latents, timestep), expected);
    }

    FloatTensor decode(FloatTensor latents) {
        return check("decode", backend.decode(latents), space.pictures(latents.shape()));
    }

    private FloatTensor check(String network, @Nullable FloatTensor result, Shape expected) {
        String who = "What backend '" + id + "' returns from " + network;
        FloatTensor shaped = PluginResults.requireShape(who, result, expected);
        if (!shaped.isFinite()) {
            String remedy = precision.equals("fp32") ? "" : "; precision '" + precision + "' may overflow, try 'fp32'";
            throw new InferenceException(PluginResults.notFinite(who, shaped) + remedy);
        }
        return shaped;
    }
}
