package dev.marigold.calibration;

/** What a predicted value is affine to. */
public enum CalibrationDomain {
    /** Depth: {@code metres = scale * value + shift}. Larger values are farther; the published checkpoints are of this kind. */
    DEPTH,
    /** Disparity, the inverse of depth: {@code 1 / metres = scale * value + shift}. Larger values are nearer. */
    DISPARITY;

    /** Returns the quantity the value is affine to for a depth in metres; the inverse of itself. */
    double of(double metres) {
        return this == DEPTH ? metres : 1 / metres;
    }

    /** Returns by how much that quantity changes per metre at a depth. */
    double slopeAt(double metres) {
        return this == DEPTH ? 1 : 1 / (metres * metres);
    }
}
