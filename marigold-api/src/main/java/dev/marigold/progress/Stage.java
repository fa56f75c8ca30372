package dev.marigold.progress;

/**
 * The parts of an estimator's work, in their order. {@link #DOWNLOAD} and {@link #LOAD} belong to building one, are reported, and add up to its {@link
 * dev.marigold.DepthEstimator#loadTime}. The others are those of a request: all are timed, {@link #PREPROCESS}, {@link #ENSEMBLE} and {@link
 * #RESTORE} are not reported.
 */
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
