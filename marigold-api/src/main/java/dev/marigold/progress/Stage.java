package dev.marigold.progress;

/** The parts of a request, in their order. All are timed; {@link #PREPROCESS}, {@link #ENSEMBLE} and {@link #RESTORE} are not reported. */
public enum Stage {
    /** Fetching checkpoint files. */
    DOWNLOAD,
    /** Opening the networks of a checkpoint. */
    LOAD,
    /** Resizing, scaling and padding the picture. */
    PREPROCESS,
    /** Picture to image latent. */
    ENCODE,
    /** Every call of the denoising network and the scheduler steps. */
    DENOISE,
    /** Target latents to maps. */
    DECODE,
    /** Merging the members. */
    ENSEMBLE,
    /** Cropping the padding and resizing to the picture's size. */
    RESTORE
}
