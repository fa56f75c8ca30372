package dev.marigold.scene.geometry;

/** The endless level plane of its frame, z = 0: the ground. */
public final class Plane extends Solid {
    private static final double ENDLESS = 1e9;

    /** Creates the plane. */
    public Plane(Frame frame) {
        super(frame, new Vec(0, 0, 0), new Vec(ENDLESS, ENDLESS, ENDLESS));
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double t = -ray[2] / ray[5];
        return t > near && t < far ? t : MISS;
    }

    @Override
    void face(Hit hit) {
        hit.face(0, 0, 1);
    }
}
