package dev.marigold.scene.geometry;

/** A surface placed in the world. Immutable. */
public abstract class Solid {
    /** No intersection. */
    protected static final double MISS = Double.POSITIVE_INFINITY;

    private final Bounds bounds;
    private final double originX;
    private final double originY;
    private final double originZ;
    private final double rightX;
    private final double rightY;
    private final double rightZ;
    private final double aheadX;
    private final double aheadY;
    private final double aheadZ;
    private final double upX;
    private final double upY;
    private final double upZ;

    /** Creates a solid that lies within a box of these half sizes around a point of its frame. */
    Solid(Frame frame, Vec centre, Vec half) {
        this(frame, Bounds.of(frame, centre, half));
    }

    Solid(Frame frame, Bounds bounds) {
        this.bounds = bounds;
        originX = frame.origin().x();
        originY = frame.origin().y();
        originZ = frame.origin().z();
        rightX = frame.right().x();
        rightY = frame.right().y();
        rightZ = frame.right().z();
        aheadX = frame.ahead().x();
        aheadY = frame.ahead().y();
        aheadZ = frame.ahead().z();
        upX = frame.up().x();
        upY = frame.up().y();
        upZ = frame.up().z();
    }

    /**
     * Returns how far along a local ray the surface is first met.
     *
     * @return in (near, far), or {@link #MISS}
     */
    abstract double meet(double[] ray, double near, double far);

    /** Sets the local normal of a hit whose local position is known; either side. */
    abstract void face(Hit hit);

    final Bounds bounds() {
        return bounds;
    }

    final double intersect(Ray ray, double[] local, double near, double far) {
        double x = ray.originX - originX;
        double y = ray.originY - originY;
        double z = ray.originZ - originZ;
        local[0] = x * rightX + y * rightY + z * rightZ;
        local[1] = x * aheadX + y * aheadY + z * aheadZ;
        local[2] = x * upX + y * upY + z * upZ;
        local[3] = ray.directionX * rightX + ray.directionY * rightY + ray.directionZ * rightZ;
        local[4] = ray.directionX * aheadX + ray.directionY * aheadY + ray.directionZ * aheadZ;
        local[5] = ray.directionX * upX + ray.directionY * upY + ray.directionZ * upZ;
        return meet(local, near, far);
    }

    /** Fills in where a ray met this solid. */
    final void locate(Ray ray, Hit hit) {
        hit.x = ray.originX + ray.distance * ray.directionX;
        hit.y = ray.originY + ray.distance * ray.directionY;
        hit.z = ray.originZ + ray.distance * ray.directionZ;
        double x = hit.x - originX;
        double y = hit.y - originY;
        double z = hit.z - originZ;
        hit.localX = x * rightX + y * rightY + z * rightZ;
        hit.localY = x * aheadX + y * aheadY + z * aheadZ;
        hit.localZ = x * upX + y * upY + z * upZ;
        face(hit);
        hit.normalX = hit.facingX * rightX + hit.facingY * aheadX + hit.facingZ * upX;
        hit.normalY = hit.facingX * rightY + hit.facingY * aheadY + hit.facingZ * upY;
        hit.normalZ = hit.facingX * rightZ + hit.facingY * aheadZ + hit.facingZ * upZ;
        double side = hit.normalX * ray.directionX + hit.normalY * ray.directionY + hit.normalZ * ray.directionZ;
        if (side > 0) {
            hit.normalX = -hit.normalX;
            hit.normalY = -hit.normalY;
            hit.normalZ = -hit.normalZ;
        }
    }

    /** Returns the first of two roots that lies in the open interval. */
    static double first(double low, double high, double near, double far) {
        if (low > near && low < far) {
            return low;
        }
        return high > near && high < far ? high : MISS;
    }
}
