package dev.marigold.network;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.error.CancelledException;
import dev.marigold.error.MarigoldException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/**
 * A backend made of the networks of this package on any {@link NetworkEngine}: what an engine module returns from its provider. The
 * prompt is always empty, so its embedding is computed once on opening and the text encoder is closed again.
 */
public final class NetworkBackend implements DiffusionBackend {
    private final UnetConfig unetConfig;
    private final AutoencoderConfig autoencoderConfig;
    private final Network unet;
    private final Network encoder;
    private final Network decoder;
    private final FloatTensor textEmbedding;
    private final NetworkPool pool;

    private NetworkBackend(Checkpoint checkpoint, FloatTensor textEmbedding, NetworkEngine engine, MemoryMode mode) {
        this.unetConfig = checkpoint.unet();
        this.autoencoderConfig = checkpoint.autoencoder();
        this.unet = new UNet2DCondition(unetConfig, checkpoint.unetWeights()::get);
        Autoencoder autoencoder = Autoencoder.of(autoencoderConfig, checkpoint.autoencoderWeights()::get);
        this.encoder = autoencoder.encoder();
        this.decoder = autoencoder.decoder();
        this.textEmbedding = textEmbedding;
        this.pool = mode == MemoryMode.DEFAULT
                ? ResidentNetworkPool.open(engine, List.of(unet, encoder, decoder))
                : new SingleNetworkPool(engine);
    }

    /**
     * Opens the networks of a checkpoint.
     *
     * @param engine taken over: closed with the backend, and when opening fails
     * @throws CancelledException if the thread is interrupted while it reads a file; the interrupt status is kept
     * @throws ModelLoadException if a weight is missing, has another shape than the configuration says, or cannot be read
     */
    public static NetworkBackend open(Checkpoint checkpoint, NetworkEngine engine, MemoryMode mode) {
        try {
            return new NetworkBackend(checkpoint, embedEmptyPrompt(checkpoint, engine), engine, mode);
        } catch (IOException e) {
            MarigoldException failure = failure(checkpoint, e);
            Closing.inReverseAfter(failure, List.of(engine::close));
            throw failure;
        } catch (RuntimeException | Error e) {
            Closing.inReverseAfter(e, List.of(engine::close));
            throw e;
        }
    }

    private static MarigoldException failure(Checkpoint checkpoint, IOException cause) {
        String part = "the text encoder of " + checkpoint.directory();
        return cause instanceof ClosedByInterruptException
                ? new CancelledException("Reading " + part + " was cancelled: its thread was interrupted", cause)
                : new ModelLoadException("Cannot read " + part + ": " + cause.getMessage(), cause);
    }

    /**
     * Returns the embedding of the empty prompt, shape {@code [1, 2, C]}: beginning and end of text, not padded.
     *
     * @param engine borrowed
     * @throws IOException if the token embeddings cannot be read
     */
    public static FloatTensor embedEmptyPrompt(Checkpoint checkpoint, NetworkEngine engine) throws IOException {
        ClipTextModel text = new ClipTextModel(checkpoint.textEncoder(), checkpoint.textEncoderWeights()::get);
        FloatTensor tokens = text.embed(checkpoint.emptyPromptTokens());
        try (CompiledNetwork network = engine.compile(text, NetworkUse.ONCE)) {
            return network.run(List.of(tokens));
        }
    }

    /** Returns the embedding of the empty prompt, shape {@code [1, 2, C]}. */
    public FloatTensor textEmbedding() {
        return textEmbedding;
    }

    @Override
    public FloatTensor encode(FloatTensor images) {
        requireImage("images", images, 3, autoencoderConfig.downscaling());
        return pool.run(encoder, List.of(images));
    }

    @Override
    public FloatTensor denoise(FloatTensor latents, int timestep) {
        requireImage("latents", latents, unetConfig.inChannels(), 1);
        FloatTensor time = TimestepEmbedding.of(timestep, unetConfig);
        return pool.run(
                unet,
                List.of(latents, time, repeat(textEmbedding, latents.shape().extent(0))));
    }

    @Override
    public FloatTensor decode(FloatTensor latents) {
        requireImage("latents", latents, autoencoderConfig.latentChannels(), 1);
        return pool.run(decoder, List.of(latents));
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void requireImage(String name, FloatTensor tensor, int channels, int multiple) {
        Shape shape = tensor.shape();
        if (shape.rank() != 4 || shape.extent(1) != channels || shape.elementCount() == 0) {
            throw new IllegalArgumentException(name + " must have shape [B, " + channels + ", h, w], got " + shape);
        }
        if (shape.extent(2) % multiple != 0 || shape.extent(3) % multiple != 0) {
            throw new IllegalArgumentException(
                    name + " must have a height and width that are multiples of " + multiple + ", got " + shape);
        }
    }

    private static FloatTensor repeat(FloatTensor one, int times) {
        if (times == 1) {
            return one;
        }
        int length = (int) one.shape().elementCount();
        float[] values = new float[length * times];
        for (int i = 0; i < times; i++) {
            one.copyTo(0, values, i * length, length);
        }
        return FloatTensor.wrap(one.shape().with(0, times), values);
    }
}
