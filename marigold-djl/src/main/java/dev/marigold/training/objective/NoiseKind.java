package dev.marigold.training.objective;

/** Which noise samples are trained with. */
public enum NoiseKind {
    /** Independent normal numbers. */
    GAUSSIAN,
    /** A sum of noise at falling resolutions, with strength 0.9 at every timestep. */
    MULTI_RESOLUTION,
    /** The same with a strength of {@code 0.9 t / T}, as published: plain noise at the clean end. */
    ANNEALED
}
