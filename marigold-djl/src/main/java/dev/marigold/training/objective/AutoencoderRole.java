package dev.marigold.training.objective;

/** What becomes of the autoencoder. */
public enum AutoencoderRole {
    /** It stays as it is. */
    FROZEN,
    /** It learns with the denoising network; latents of targets still come from the autoencoder of the start, or of the teacher. */
    TRAINED
}
