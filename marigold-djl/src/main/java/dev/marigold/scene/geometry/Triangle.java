package dev.marigold.scene.geometry;

/**
 * A triangle in the world, seen from both sides. Met by the method of Möller and Trumbore ("Fast, minimum storage ray-triangle
 * intersection", 1997).
 */
public final class Triangle extends Solid {
    private final Vec corner;
    private final Vec edge;
    private final Vec otherEdge;
    private final Vec normal;

    /** Creates a triangle. */
    public Triangle(Vec first, Vec second, Vec third) {
        super(Frame.WORLD, around(first, second, third));
        corner = first;
        edge = second.minus(first);
        otherEdge = third.minus(first);
        normal = edge.cross(otherEdge);
    }

    private static Bounds around(Vec a, Vec b, Vec c) {
        Vec low = new Vec(
                Math.min(a.x(), Math.min(b.x(), c.x())),
                Math.min(a.y(), Math.min(b.y(), c.y())),
                Math.min(a.z(), Math.min(b.z(), c.z())));
        Vec high = new Vec(
                Math.max(a.x(), Math.max(b.x(), c.x())),
                Math.max(a.y(), Math.max(b.y(), c.y())),
                Math.max(a.z(), Math.max(b.z(), c.z())));
        Vec margin = new Vec(1e-6, 1e-6, 1e-6);
        return new Bounds(low.minus(margin), high.plus(margin));
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double px = ray[4] * otherEdge.z() - ray[5] * otherEdge.y();
        double py = ray[5] * otherEdge.x() - ray[3] * otherEdge.z();
        double pz = ray[3] * otherEdge.y() - ray[4] * otherEdge.x();
        double scale = 1 / (edge.x() * px + edge.y() * py + edge.z() * pz);
        double sx = ray[0] - corner.x();
        double sy = ray[1] - corner.y();
        double sz = ray[2] - corner.z();
        double u = (sx * px + sy * py + sz * pz) * scale;
        if (!(u >= 0 && u <= 1)) {
            return MISS;
        }
        double qx = sy * edge.z() - sz * edge.y();
        double qy = sz * edge.x() - sx * edge.z();
        double qz = sx * edge.y() - sy * edge.x();
        double v = (ray[3] * qx + ray[4] * qy + ray[5] * qz) * scale;
        if (!(v >= 0 && u + v <= 1)) {
            return MISS;
        }
        double t = (otherEdge.x() * qx + otherEdge.y() * qy + otherEdge.z() * qz) * scale;
        return t > near && t < far ? t : MISS;
    }

    @Override
    void face(Hit hit) {
        hit.face(normal.x(), normal.y(), normal.z());
    }
}
