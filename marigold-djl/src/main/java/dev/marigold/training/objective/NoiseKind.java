package dev.marigold.training.objective;

import java.util.Locale;

/** Which noise samples are trained with. */
public enum NoiseKind {
    /** Independent normal numbers. */
    GAUSSIAN,
    /** A sum of noise at falling resolutions, with strength 0.9 at every timestep. */
    MULTI_RESOLUTION,
    /** The same with a strength of {@code 0.9 t / T}, as published: plain noise at the clean end. */
    ANNEALED;

    /** Returns the name users write, such as {@code multi-resolution}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the kind of a name.
     *
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static NoiseKind ofId(String id) {
        for (NoiseKind kind : values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "noise must be one of gaussian, multi-resolution, annealed, got '" + id + "'");
    }
}
