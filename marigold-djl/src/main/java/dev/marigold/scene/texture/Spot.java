package dev.marigold.scene.texture;

/** A place on a surface to be coloured. Reused by one thread. */
public final class Spot {
    /** Along the surface, metres. */
    public double u;
    /** Along the surface, across {@link #u}, metres. */
    public double v;
    /** In the thing's frame, metres. */
    public double x;
    /** In the thing's frame, metres. */
    public double y;
    /** In the thing's frame, metres. */
    public double z;
    /** Width of a pixel on the surface, metres: finer detail is to be averaged. */
    public double footprint;

    /** Creates a spot at the origin. */
    public Spot() {}
}
