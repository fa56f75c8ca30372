package dev.marigold.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A checkpoint in the published layout: {@code model_index.json}, a {@code config.json} and safetensors for each network, the scheduler's
 * configuration and the tokenizer's vocabulary. Opening one reads JSON and headers only. Immutable.
 */
public final class Checkpoint {
    private final Path directory;
    private final PipelineConfig pipeline;
    private final UnetConfig unet;
    private final Weights unetWeights;
    private final AutoencoderFolder autoencoder;
    private final ClipTextConfig textEncoder;
    private final Weights textEncoderWeights;
    private final SchedulerConfig scheduler;
    private final int[] emptyPromptTokens;

    private Checkpoint(Path directory, WeightVariant variant) throws IOException {
        this.directory = directory;
        Path text = directory.resolve("text_encoder");
        pipeline = PipelineConfig.read(directory);
        unet = UnetConfigReader.read(JsonFile.read(unetConfigFile()));
        autoencoder = AutoencoderFolder.open(directory.resolve("vae"), variant);
        textEncoder = ClipTextConfigReader.read(JsonFile.read(text.resolve("config.json")));
        scheduler = SchedulerConfigReader.read(JsonFile.read(directory.resolve("scheduler/scheduler_config.json")));
        emptyPromptTokens = EmptyPrompt.tokens(directory.resolve("tokenizer"), textEncoder.vocabularySize());
        unetWeights = WeightFiles.open(directory.resolve("unet"), variant);
        textEncoderWeights = WeightNames.textEncoder(WeightFiles.open(text, variant));
        requireFitting();
    }

    /** Opens a checkpoint directory; equal to {@code open(directory, WeightVariant.ANY)}. */
    public static Checkpoint open(Path directory) throws IOException {
        return open(directory, WeightVariant.ANY);
    }

    /**
     * Opens a checkpoint directory.
     *
     * @throws IOException if a file cannot be read
     * @throws ModelLoadException if a file is missing, damaged or describes something this library does not know
     */
    public static Checkpoint open(Path directory, WeightVariant variant) throws IOException {
        return new Checkpoint(requireNonNull(directory, "directory"), requireNonNull(variant, "variant"));
    }

    /** Returns the directory. */
    public Path directory() {
        return directory;
    }

    /** Returns what {@code model_index.json} says. */
    public PipelineConfig pipeline() {
        return pipeline;
    }

    /** Returns the configuration of the denoising network. */
    public UnetConfig unet() {
        return unet;
    }

    /** Returns the weights of the denoising network. */
    public Weights unetWeights() {
        return unetWeights;
    }

    /** Returns the configuration of the autoencoder. */
    public AutoencoderConfig autoencoder() {
        return autoencoder.config();
    }

    /** Returns the weights of the autoencoder, under the names diffusers uses today ({@code to_q}, {@code to_out.0} …). */
    public Weights autoencoderWeights() {
        return autoencoder.weights();
    }

    /** Returns the configuration of the text encoder. */
    public ClipTextConfig textEncoder() {
        return textEncoder;
    }

    /** Returns the weights of the text encoder, under names without the {@code text_model.} prefix. */
    public Weights textEncoderWeights() {
        return textEncoderWeights;
    }

    /** Returns the configuration of the scheduler. */
    public SchedulerConfig scheduler() {
        return scheduler;
    }

    /** Returns the token ids of the empty prompt, not padded: beginning and end of text, from the tokenizer's vocabulary. */
    public int[] emptyPromptTokens() {
        return emptyPromptTokens.clone();
    }

    /** Returns the number of targets, each of {@link AutoencoderConfig#latentChannels()} channels of the denoising network's output. */
    public int targets() {
        return unet.outChannels() / autoencoder().latentChannels();
    }

    private Path unetConfigFile() {
        return directory.resolve("unet/config.json");
    }

    private void requireFitting() {
        int latent = autoencoder().latentChannels();
        int out = unet.outChannels();
        if (out % latent != 0) {
            throw misfit("out_channels", "a multiple of the autoencoder's latent_channels " + latent, out);
        }
        if (pipeline.modality() != Modality.INTRINSICS && out != latent) {
            throw misfit("out_channels", "the autoencoder's latent_channels " + latent, out);
        }
        if (unet.inChannels() != latent + out) {
            throw misfit(
                    "in_channels",
                    "the autoencoder's latent_channels " + latent + " + out_channels " + out,
                    unet.inChannels());
        }
        if (unet.crossAttentionDim() != textEncoder.hiddenSize()) {
            throw misfit(
                    "cross_attention_dim",
                    "the text encoder's hidden_size " + textEncoder.hiddenSize(),
                    unet.crossAttentionDim());
        }
    }

    private ModelLoadException misfit(String key, String rule, int value) {
        return new ModelLoadException(unetConfigFile() + " key '" + key + "' must be " + rule + ", got " + value);
    }

    /** Returns the directory and what is predicted. */
    @Override
    public String toString() {
        return "Checkpoint[" + directory + ", " + pipeline.modality() + "]";
    }
}
