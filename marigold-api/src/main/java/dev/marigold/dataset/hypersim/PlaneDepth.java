package dev.marigold.dataset.hypersim;

/** Turns distances from a camera's centre into depths along its optical axis. Immutable. */
final class PlaneDepth {
    private static final double FOCAL_LENGTH = 886.81;
    private static final double STEPS_PER_METRE = 1000;
    private static final int FARTHEST = 0xffff;

    /** The focal length that the published preprocessing takes for all scenes; those whose camera has a tilted lens deviate. */
    static final PlaneDepth PUBLISHED = new PlaneDepth(new double[] {
        RawFrame.WIDTH / (2 * FOCAL_LENGTH), 0, 0, 0, RawFrame.HEIGHT / (2 * FOCAL_LENGTH), 0, 0, 0, -1
    });

    private final double[] rays;

    /**
     * Creates the depths of a camera.
     *
     * @param rays a matrix, row by row: from the position in the picture, {@code (u, v, 1)} with u to the right, v upwards and both from -1 to 1 at its
     *     edges, to the direction seen there, in a space where the camera looks along -z
     */
    PlaneDepth(double[] rays) {
        this.rays = rays.clone();
    }

    /** Returns the part of a distance that is depth, at a pixel of a frame. */
    double factor(int column, int row) {
        double u = (2 * column + 1.0) / RawFrame.WIDTH - 1;
        double v = 1 - (2 * row + 1.0) / RawFrame.HEIGHT;
        double x = rays[0] * u + rays[1] * v + rays[2];
        double y = rays[3] * u + rays[4] * v + rays[5];
        double z = rays[6] * u + rays[7] * v + rays[8];
        return -z / Math.sqrt(x * x + y * y + z * z);
    }

    /**
     * Returns depth in millimetres, truncated, as unsigned 16-bit numbers; 0 where there is no surface. What is too far becomes the largest
     * number, beyond the range of the layout; the published preprocessing lets it wrap around and seem near.
     */
    short[] millimetres(RawFrame frame) {
        int width = RawFrame.WIDTH;
        short[] depth = new short[width * RawFrame.HEIGHT];
        for (int i = 0; i < depth.length; i++) {
            if (frame.isSurface(i)) {
                double metres = frame.distance().get(i) * factor(i % width, i / width);
                depth[i] = (short) (int) Math.max(0, Math.min(metres * STEPS_PER_METRE, FARTHEST));
            }
        }
        return depth;
    }
}
