package dev.marigold.scene.geometry;

/** A solid with holes: foliage, fences, nets, slats. */
public final class Pierced extends Solid {
    private static final int MOST_HOLES = 8;
    private static final double SKIP = 1e-6;

    private final Solid solid;
    private final Pattern pattern;

    /** Creates a solid with holes; the frame is the one that {@code solid} was made with. */
    public Pierced(Frame frame, Solid solid, Pattern pattern) {
        super(frame, solid.bounds());
        this.solid = solid;
        this.pattern = pattern;
    }

    @Override
    double meet(double[] ray, double near, double far) {
        double from = near;
        for (int i = 0; i < MOST_HOLES; i++) {
            double t = solid.meet(ray, from, far);
            if (t == MISS) {
                return MISS;
            }
            if (pattern.covers(ray[0] + t * ray[3], ray[1] + t * ray[4], ray[2] + t * ray[5])) {
                return t;
            }
            from = t + SKIP * Math.max(1, t);
        }
        return MISS;
    }

    @Override
    void face(Hit hit) {
        solid.face(hit);
    }
}
