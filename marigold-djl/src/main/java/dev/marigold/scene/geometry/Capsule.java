package dev.marigold.scene.geometry;

/** A rod with round ends between two points: legs of chairs, limbs, cables, poles. */
public final class Capsule extends Solid {
    private final double length;
    private final double radius;

    /** Creates a rod. */
    public Capsule(Vec from, Vec to, double radius) {
        super(
                Frame.looking(from, direction(from, to)),
                new Vec(0, to.minus(from).length() / 2, 0),
                new Vec(radius, to.minus(from).length() / 2 + radius, radius));
        this.length = to.minus(from).length();
        this.radius = radius;
    }

    private static Vec direction(Vec from, Vec to) {
        Vec way = to.minus(from);
        return way.length() < 1e-9 ? Vec.UP : way;
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double a = ray[3] * ray[3] + ray[5] * ray[5];
        double b = ray[0] * ray[3] + ray[2] * ray[5];
        double closest = -b / Math.max(a, 1e-18);
        double px = ray[0] + closest * ray[3];
        double pz = ray[2] + closest * ray[5];
        double h = radius * radius - px * px - pz * pz;
        if (h < 0) {
            return MISS;
        }
        double half = Math.sqrt(h / Math.max(a, 1e-18));
        double t = side(ray, closest - half, near, far);
        t = Math.min(t, side(ray, closest + half, near, far));
        t = Math.min(t, end(ray, 0, near, far));
        return Math.min(t, end(ray, length, near, far));
    }

    private double side(double[] ray, double t, double near, double far) {
        double y = ray[1] + t * ray[4];
        return t > near && t < far && y >= 0 && y <= length ? t : MISS;
    }

    private double end(double[] ray, double at, double near, double far) {
        double y = ray[1] - at;
        double a = ray[3] * ray[3] + ray[4] * ray[4] + ray[5] * ray[5];
        double middle = -(ray[0] * ray[3] + y * ray[4] + ray[2] * ray[5]) / a;
        double px = ray[0] + middle * ray[3];
        double py = y + middle * ray[4];
        double pz = ray[2] + middle * ray[5];
        double h = radius * radius - px * px - py * py - pz * pz;
        if (h < 0) {
            return MISS;
        }
        double half = Math.sqrt(h / a);
        double t = cap(at, py - half * ray[4], middle - half, near, far);
        return t < MISS ? t : cap(at, py + half * ray[4], middle + half, near, far);
    }

    private static double cap(double at, double beyond, double t, double near, double far) {
        boolean outside = at == 0 ? beyond <= 0 : beyond >= 0;
        return outside && t > near && t < far ? t : MISS;
    }

    @Override
    void face(Hit hit) {
        double along = Math.min(length, Math.max(0, hit.localY));
        hit.face(hit.localX, hit.localY - along, hit.localZ);
    }
}
