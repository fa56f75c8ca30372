package dev.marigold.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A checkpoint in the published layout: {@code model_index.json}, a {@code config.json} and safetensors for each network, the scheduler's
 * configuration and the tokenizer's vocabulary. Opening one reads JSON and headers only. Immutable.
 */
public final class Checkpoint {
    private Checkpoint() {}

    /** Opens a checkpoint directory; equal to {@code open(directory, WeightVariant.ANY)}. */
    public static Checkpoint open(Path directory) throws IOException {
        return open(directory, WeightVariant.ANY);
    }

    /**
     * Opens a checkpoint directory.
     *
     * @throws IOException if a file cannot be read
     * @throws dev.marigold.error.ModelLoadException if a file is missing, damaged or describes something this library does not know
     */
    public static Checkpoint open(Path directory, WeightVariant variant) throws IOException {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the directory. */
    public Path directory() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns what {@code model_index.json} says. */
    public PipelineConfig pipeline() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the configuration of the denoising network. */
    public UnetConfig unet() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the weights of the denoising network. */
    public Weights unetWeights() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the configuration of the autoencoder. */
    public AutoencoderConfig autoencoder() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the weights of the autoencoder, under the names diffusers uses today ({@code to_q}, {@code to_out.0} …). */
    public Weights autoencoderWeights() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the configuration of the text encoder. */
    public ClipTextConfig textEncoder() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the weights of the text encoder, under names without the {@code text_model.} prefix. */
    public Weights textEncoderWeights() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the configuration of the scheduler. */
    public SchedulerConfig scheduler() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the token ids of the empty prompt, not padded: beginning and end of text, from the tokenizer's vocabulary. */
    public int[] emptyPromptTokens() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Returns the number of targets, each of {@link AutoencoderConfig#latentChannels()} channels of the denoising network's output. */
    public int targets() {
        throw new UnsupportedOperationException("skeleton");
    }
}
