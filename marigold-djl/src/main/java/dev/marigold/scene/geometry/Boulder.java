package dev.marigold.scene.geometry;

/** A lumpy ball: rocks, bushes, bags, crumpled things. */
public final class Boulder extends Traced {
    private static final double STEP_SHARE = 0.55;

    private final double radiusX;
    private final double radiusY;
    private final double radiusZ;
    private final double least;
    private final double roughness;
    private final double phase;

    /**
     * Creates a lumpy ball.
     *
     * @param roughness depth of the lumps in shares of the radius, in [0, 0.3]
     * @param phase any number; other numbers give other lumps
     */
    public Boulder(Frame frame, Vec radii, double roughness, double phase) {
        super(frame, radii.times(1 + roughness), STEP_SHARE);
        radiusX = radii.x();
        radiusY = radii.y();
        radiusZ = radii.z();
        least = Math.min(radiusX, Math.min(radiusY, radiusZ));
        this.roughness = roughness;
        this.phase = phase;
    }

    @Override
    double distance(double x, double y, double z) {
        double u = x / radiusX;
        double v = y / radiusY;
        double w = z / radiusZ;
        double length = Math.sqrt(u * u + v * v + w * w);
        double lumps = wave(2.1 * u + phase + 0.9 * w) * wave(2.3 * v + 1.7 * phase)
                + 0.5 * wave(4.1 * w + 2.3 * phase + 1.1 * u) * wave(3.7 * u + 1.3 * v)
                + 0.25 * wave(7.3 * v + phase) * wave(6.7 * w + 0.7 * u);
        return (length - 1 - roughness * 0.55 * lumps) * least;
    }

    /** Returns a smooth wave of period 2 in [-1, 1], without a sine, whose digits differ between machines. */
    private static double wave(double x) {
        double s = x - 2 * Math.floor(x * 0.5 + 0.5);
        return 4 * s * (1 - Math.abs(s));
    }
}
