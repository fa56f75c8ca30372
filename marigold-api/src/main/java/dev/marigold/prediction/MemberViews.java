package dev.marigold.prediction;

/** What the members of an ensemble see of a picture. */
public enum MemberViews {
    /** All of them the picture as it is, as in diffusers. */
    SAME,

    /** Every second one the mirror image, the first one the picture; maps of the mirror image are mirrored back. */
    MIRRORED
}
