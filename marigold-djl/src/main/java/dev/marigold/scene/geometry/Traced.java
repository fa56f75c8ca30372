package dev.marigold.scene.geometry;

/**
 * A solid given by a distance function, met by sphere tracing (Hart, "Sphere tracing", The Visual Computer 12, 1996). For round shapes that
 * have no simple equation.
 */
abstract class Traced extends Solid {
    private static final int MOST_STEPS = 256;
    private static final int HALVINGS = 40;
    private static final double PRECISION = 2e-6;
    private static final double PROBE = 1e-5;

    private final double reachX;
    private final double reachY;
    private final double reachZ;
    private final double stepShare;
    private final double precision;

    /**
     * Creates a solid around its frame's origin.
     *
     * @param stepShare how much of the distance may be stepped: 1, less where the function overestimates
     */
    Traced(Frame frame, Vec half, double stepShare) {
        super(frame, new Vec(0, 0, 0), half);
        reachX = half.x();
        reachY = half.y();
        reachZ = half.z();
        this.stepShare = stepShare;
        precision = PRECISION * Math.max(Math.max(reachX, reachY), Math.max(reachZ, 0.1));
    }

    /** Returns how far a local point is from the surface, below 0 inside. */
    abstract double distance(double x, double y, double z);

    @Override
    final double meet(double[] ray, double near, double far) {
        double enter = near;
        double leave = far;
        for (int axis = 0; axis < 3; axis++) {
            double slope = 1 / ray[3 + axis];
            double middle = -ray[axis] * slope;
            double width = reach(axis) * Math.abs(slope);
            enter = Math.max(enter, middle - width);
            leave = Math.min(leave, middle + width);
        }
        return enter > leave ? MISS : march(ray, enter, leave);
    }

    private double march(double[] ray, double enter, double leave) {
        double perMetre = stepShare / Math.sqrt(ray[3] * ray[3] + ray[4] * ray[4] + ray[5] * ray[5]);
        double before = enter;
        double t = enter;
        double side = 0;
        for (int i = 0; i < MOST_STEPS && t <= leave; i++) {
            double d = distance(ray, t);
            if (side == 0) {
                side = d < -precision ? -1 : 1;
            }
            // A ray that leaves the surface it starts on must get away from it first.
            if (d * side < precision && i > 0) {
                return d * side < -precision ? between(ray, before, t, side) : t;
            }
            before = t;
            t += Math.max(d * side, precision) * perMetre;
        }
        return MISS;
    }

    /** Returns where the surface is that a step was too long for: ahead of {@code before}, on whose side the ray was, and behind {@code after}. */
    private double between(double[] ray, double before, double after, double side) {
        double low = before;
        double high = after;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (distance(ray, middle) * side > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double distance(double[] ray, double t) {
        return distance(ray[0] + t * ray[3], ray[1] + t * ray[4], ray[2] + t * ray[5]);
    }

    private double reach(int axis) {
        return axis == 0 ? reachX : axis == 1 ? reachY : reachZ;
    }

    @Override
    final void face(Hit hit) {
        double x = hit.localX;
        double y = hit.localY;
        double z = hit.localZ;
        hit.face(
                distance(x + PROBE, y, z) - distance(x - PROBE, y, z),
                distance(x, y + PROBE, z) - distance(x, y - PROBE, z),
                distance(x, y, z + PROBE) - distance(x, y, z - PROBE) + 1e-30);
    }
}
