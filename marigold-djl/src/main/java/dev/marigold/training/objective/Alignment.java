package dev.marigold.training.objective;

/** How predictions are aligned with targets that are known up to scale and shift, each picture for itself, by least squares. */
public enum Alignment {
    /** By whatever scale and shift fit best, as published: a prediction that is upside down fits as well as one that is right. */
    FREE,
    /**
     * By scales from 1/2 to 2 and shifts of at most 1/2 of targets in [-1, 1]: what is upside down, or out of the range that is shown, counts
     * as wrong. For networks that begin without knowing what near and far are.
     */
    BOUNDED
}
