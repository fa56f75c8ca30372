package dev.marigold.checkpoint;

/** Configuration of an autoencoder: what the pipeline must know of any kind of them. */
public sealed interface AutoencoderConfig permits AutoencoderKlConfig, AutoencoderTinyConfig {
    /** Returns the channels of a latent, 4 in every published checkpoint. */
    int latentChannels();

    /** Returns the factor from what the encoder returns to what the denoising network sees; its inverse goes to the decoder. */
    double scalingFactor();

    /** Returns how many times smaller a latent is than its picture, per side. */
    int downscaling();
}
