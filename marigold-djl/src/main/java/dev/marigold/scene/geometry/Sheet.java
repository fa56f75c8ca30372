package dev.marigold.scene.geometry;

/** A flat rectangle in its frame's x-z plane, seen from both sides: posters, panes, leaves, paper. */
public final class Sheet extends Solid {
    private final double halfX;
    private final double halfZ;

    /** Creates a rectangle of these half sizes. */
    public Sheet(Frame frame, double halfX, double halfZ) {
        super(frame, new Vec(0, 0, 0), new Vec(halfX, 0, halfZ));
        this.halfX = halfX;
        this.halfZ = halfZ;
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double t = -ray[1] / ray[4];
        if (!(t > near && t < far)) {
            return MISS;
        }
        boolean inside = Math.abs(ray[0] + t * ray[3]) <= halfX && Math.abs(ray[2] + t * ray[5]) <= halfZ;
        return inside ? t : MISS;
    }

    @Override
    void face(Hit hit) {
        hit.face(0, 1, 0);
    }
}
