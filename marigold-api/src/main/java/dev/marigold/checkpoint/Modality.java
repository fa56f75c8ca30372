package dev.marigold.checkpoint;

/** What a checkpoint predicts. */
public enum Modality {
    /** Depth, one target of one channel. */
    DEPTH,
    /** Surface normals, one target of three channels. */
    NORMALS,
    /** Intrinsic images, several targets of three channels. */
    INTRINSICS
}
