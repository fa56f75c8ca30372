package dev.marigold.scene.geometry;

/**
 * A half line and what it met. The direction may have any length: distances are multiples of it. Reused for many rays by one thread.
 */
public final class Ray {
    static final int STACK = 64;

    double originX;
    double originY;
    double originZ;
    double directionX;
    double directionY;
    double directionZ;
    double inverseX;
    double inverseY;
    double inverseZ;
    double distance;
    int solid;
    int hint = -1;
    int nearX;
    int nearY;
    int nearZ;
    final int[] stack = new int[STACK];

    /** Creates a ray that is yet to be {@linkplain #set aimed}. */
    public Ray() {}

    /** Aims the ray; a component of 0 is replaced by a tiny one. */
    public void set(double x, double y, double z, double towardsX, double towardsY, double towardsZ) {
        originX = x;
        originY = y;
        originZ = z;
        directionX = notNull(towardsX);
        directionY = notNull(towardsY);
        directionZ = notNull(towardsZ);
        inverseX = 1 / directionX;
        inverseY = 1 / directionY;
        inverseZ = 1 / directionZ;
        nearX = directionX < 0 ? 3 : 0;
        nearY = directionY < 0 ? 3 : 0;
        nearZ = directionZ < 0 ? 3 : 0;
    }

    /** Forgets which solid it met last: the search for another kind of ray starts afresh. */
    public void forget() {
        hint = -1;
    }

    /** Returns how far the nearest solid is, in multiples of the direction; infinite if none was met. */
    public double distance() {
        return distance;
    }

    /** Returns the index of the nearest solid, -1 if none was met. */
    public int solid() {
        return solid;
    }

    private static double notNull(double value) {
        return Math.abs(value) < 1e-12 ? 1e-12 : value;
    }
}
