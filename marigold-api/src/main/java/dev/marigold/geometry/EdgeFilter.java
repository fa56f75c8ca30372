package dev.marigold.geometry;

/**
 * Decides where a surface ends: whether something lies between two neighbouring pixels, or they show two different things. Depth maps
 * cross such edges in a few pixels that belong to neither side and would hang in space. Immutable and safe for use by several threads.
 */
public final class EdgeFilter {
    private static final double DEFAULT_ANGLE = 5;
    private static final double LARGEST_ANGLE = 45;

    private final double sine;
    private final double jump;

    private EdgeFilter(double sine, double jump) {
        this.sine = sine;
        this.jump = jump;
    }

    /** Returns the filter for a grazing angle of 5 degrees. */
    public static EdgeFilter defaults() {
        return grazingAngle(DEFAULT_ANGLE);
    }

    /** Returns a filter that finds no edges. */
    public static EdgeFilter none() {
        return new EdgeFilter(0, Double.POSITIVE_INFINITY);
    }

    /**
     * Returns a filter that takes what is seen under a smaller angle for an edge: the one between the line of sight and the line from a
     * point to its neighbour. It means the same at each resolution. At 5 degrees a floor is kept up to 11 times as far away as the camera
     * is above it.
     *
     * @param degrees in [0, 45]; 0 finds no edges
     * @throws IllegalArgumentException if it is outside its range
     */
    public static EdgeFilter grazingAngle(double degrees) {
        if (!(degrees >= 0 && degrees <= LARGEST_ANGLE)) {
            throw new IllegalArgumentException("grazing angle must be in [0, 45] degrees, got " + degrees);
        }
        return new EdgeFilter(Math.sin(Math.toRadians(degrees)), Double.POSITIVE_INFINITY);
    }

    /**
     * Returns a filter that takes a larger change of depth for an edge.
     *
     * @param jump greater than 0: change from a pixel to the next, as a share of the smaller depth
     * @throws IllegalArgumentException if it is outside its range
     */
    public static EdgeFilter relativeJump(double jump) {
        if (!(jump > 0)) {
            throw new IllegalArgumentException("relative jump must be > 0, got " + jump);
        }
        return new EdgeFilter(0, jump);
    }

    /** Returns whether there may be edges at all. */
    boolean isActive() {
        return sine > 0 || jump < Double.POSITIVE_INFINITY;
    }

    /**
     * Returns whether an edge lies between two points.
     *
     * @param points x, y, z of one point after the other
     * @param pixels how many pixels they are apart
     */
    boolean separates(float[] points, int one, int other, double pixels) {
        double x = points[3 * one];
        double y = points[3 * one + 1];
        double z = points[3 * one + 2];
        double dx = points[3 * other] - x;
        double dy = points[3 * other + 1] - y;
        double dz = points[3 * other + 2] - z;
        if (Math.abs(dz) > jump * pixels * Math.min(z, z + dz)) {
            return true;
        }
        double mx = x + dx / 2;
        double my = y + dy / 2;
        double mz = z + dz / 2;
        double cx = dy * mz - dz * my;
        double cy = dz * mx - dx * mz;
        double cz = dx * my - dy * mx;
        double lengths = (dx * dx + dy * dy + dz * dz) * (mx * mx + my * my + mz * mz);
        return cx * cx + cy * cy + cz * cz < sine * sine * lengths;
    }
}
