package dev.marigold.scene.geometry;

/** Says which points of a surface are there. */
@FunctionalInterface
public interface Pattern {
    /** Returns whether the surface is there at a point of its frame, in metres. */
    boolean covers(double x, double y, double z);
}
