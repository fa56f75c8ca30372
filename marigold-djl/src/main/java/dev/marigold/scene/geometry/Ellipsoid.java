package dev.marigold.scene.geometry;

/** An ellipsoid centred on its frame. */
public final class Ellipsoid extends Solid {
    private final double scaleX;
    private final double scaleY;
    private final double scaleZ;

    /** Creates an ellipsoid of these radii along its axes. */
    public Ellipsoid(Frame frame, double radiusX, double radiusY, double radiusZ) {
        super(frame, new Vec(0, 0, 0), new Vec(radiusX, radiusY, radiusZ));
        scaleX = 1 / radiusX;
        scaleY = 1 / radiusY;
        scaleZ = 1 / radiusZ;
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double x = ray[0] * scaleX;
        double y = ray[1] * scaleY;
        double z = ray[2] * scaleZ;
        double dx = ray[3] * scaleX;
        double dy = ray[4] * scaleY;
        double dz = ray[5] * scaleZ;
        double a = dx * dx + dy * dy + dz * dz;
        double b = x * dx + y * dy + z * dz;
        // The nearest point of the line first: far rays keep their digits.
        double t = -b / a;
        double px = x + t * dx;
        double py = y + t * dy;
        double pz = z + t * dz;
        double h = 1 - px * px - py * py - pz * pz;
        if (h < 0) {
            return MISS;
        }
        double half = Math.sqrt(h / a);
        return first(t - half, t + half, near, far);
    }

    @Override
    void face(Hit hit) {
        hit.face(hit.localX * scaleX * scaleX, hit.localY * scaleY * scaleY, hit.localZ * scaleZ * scaleZ);
    }
}
