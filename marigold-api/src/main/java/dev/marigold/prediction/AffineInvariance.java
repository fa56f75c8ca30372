package dev.marigold.prediction;

/**
 * Up to what a predicted depth is known. Affine-invariant depth {@code d} relates to metric depth by {@code scale * d + shift} with an
 * unknown scale and shift per picture (Ke et al., CVPR 2024, section 3.1).
 */
public enum AffineInvariance {
    /** Scale and shift are unknown; the published depth checkpoints are of this kind. */
    SCALE_AND_SHIFT,
    /** Only the scale is unknown; 0 is the camera plane. */
    SCALE,
    /** Nothing is unknown: values are absolute. */
    NONE
}
