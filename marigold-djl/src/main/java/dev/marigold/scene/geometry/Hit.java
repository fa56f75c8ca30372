package dev.marigold.scene.geometry;

/** Where a ray met a solid: in the world and in the solid's own frame. Reused by one thread. */
public final class Hit {
    /** World position, metres. */
    public double x;
    /** World position, metres. */
    public double y;
    /** World position, metres. */
    public double z;
    /** Unit normal in the world, towards where the ray came from. */
    public double normalX;
    /** Unit normal in the world, towards where the ray came from. */
    public double normalY;
    /** Unit normal in the world, towards where the ray came from. */
    public double normalZ;
    /** Position in the solid's frame, metres. */
    public double localX;
    /** Position in the solid's frame, metres. */
    public double localY;
    /** Position in the solid's frame, metres. */
    public double localZ;
    /** Normal in the solid's frame. */
    public double facingX;
    /** Normal in the solid's frame. */
    public double facingY;
    /** Normal in the solid's frame. */
    public double facingZ;

    /** Creates an empty record of a hit. */
    public Hit() {}

    void face(double x, double y, double z) {
        double scale = 1 / Math.sqrt(x * x + y * y + z * z);
        facingX = x * scale;
        facingY = y * scale;
        facingZ = z * scale;
    }
}
