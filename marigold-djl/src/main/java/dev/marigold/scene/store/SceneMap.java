package dev.marigold.scene.store;

/** Maps that are written besides depth, as {@code .npy} float32 {@code [3, H, W]}. */
public enum SceneMap {
    /** Unit normals, x right, y up, z to the viewer. */
    NORMALS,
    /** Linear reflectance. */
    ALBEDO
}
