package dev.marigold.scene.geometry;

/** A box with round edges, centred on its frame: cushions, seats, car bodies. */
public final class RoundedBox extends Traced {
    private final double coreX;
    private final double coreY;
    private final double coreZ;
    private final double radius;

    /** Creates a rounded box of these half sizes; the radius is cut to the least of them. */
    public RoundedBox(Frame frame, Vec half, double radius) {
        super(frame, half, 1);
        this.radius = Math.min(radius, Math.min(half.x(), Math.min(half.y(), half.z())));
        coreX = half.x() - this.radius;
        coreY = half.y() - this.radius;
        coreZ = half.z() - this.radius;
    }

    @Override
    double distance(double x, double y, double z) {
        double qx = Math.abs(x) - coreX;
        double qy = Math.abs(y) - coreY;
        double qz = Math.abs(z) - coreZ;
        double ax = Math.max(qx, 0);
        double ay = Math.max(qy, 0);
        double az = Math.max(qz, 0);
        double inner = Math.min(Math.max(qx, Math.max(qy, qz)), 0);
        return Math.sqrt(ax * ax + ay * ay + az * az) + inner - radius;
    }
}
