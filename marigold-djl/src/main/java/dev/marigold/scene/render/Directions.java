package dev.marigold.scene.render;

/** Points spread evenly over the unit sphere, in a spiral. */
final class Directions {
    /** No point of the sphere but its centre: the middle of a light. */
    static final double[] CENTRE = {0, 0, 0};

    private static final int COUNT = 1024;
    private static final double GOLDEN_ANGLE = 2.399963229728653;
    private static final double[][] POINTS = points();

    private Directions() {}

    /** Returns one of the points; not to be changed. */
    static double[] of(int bits) {
        return POINTS[bits & COUNT - 1];
    }

    private static double[][] points() {
        double[][] points = new double[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            double z = 1 - (2 * i + 1.0) / COUNT;
            double radius = Math.sqrt(1 - z * z);
            double angle = GOLDEN_ANGLE * i;
            points[i] = new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), z};
        }
        return points;
    }
}
