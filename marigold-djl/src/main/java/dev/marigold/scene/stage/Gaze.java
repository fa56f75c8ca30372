package dev.marigold.scene.stage;

import dev.marigold.scene.geometry.Vec;

/**
 * Where a camera stands and what it looks at.
 *
 * @param from where it stands, metres
 * @param at what is in the middle of the picture, metres
 * @param roll turn about the optical axis, radians
 * @param fieldOfView horizontal angle of the picture, radians
 */
public record Gaze(Vec from, Vec at, double roll, double fieldOfView) {}
