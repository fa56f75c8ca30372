package dev.marigold.scene.geometry;

/** A ring about its frame's z axis: handles, wheels, rings. */
public final class Torus extends Traced {
    private final double major;
    private final double minor;

    /** Creates a ring. */
    public Torus(Frame frame, double major, double minor) {
        super(frame, new Vec(major + minor, major + minor, minor), 1);
        this.major = major;
        this.minor = minor;
    }

    @Override
    double distance(double x, double y, double z) {
        double ring = Math.sqrt(x * x + y * y) - major;
        return Math.sqrt(ring * ring + z * z) - minor;
    }
}
