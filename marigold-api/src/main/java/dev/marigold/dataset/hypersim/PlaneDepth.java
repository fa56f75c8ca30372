package dev.marigold.dataset.hypersim;

/**
 * Turns the distance from the camera's centre into depth along the optical axis, {@code z = d f / sqrt(x^2 + y^2 + f^2)}. The focal length is that
 * of all scenes; those whose camera has a tilted lens deviate, which the published preprocessing neglects too.
 */
final class PlaneDepth {
    private static final double FOCAL_LENGTH = 886.81;
    private static final double STEPS_PER_METRE = 1000;
    private static final int FARTHEST = 0xffff;

    private PlaneDepth() {}

    /** Returns the part of a distance that is depth, at a pixel of an image of some size. */
    static double factor(int column, int row, int width, int height) {
        double x = column - (width - 1) / 2.0;
        double y = row - (height - 1) / 2.0;
        return FOCAL_LENGTH / Math.sqrt(x * x + y * y + FOCAL_LENGTH * FOCAL_LENGTH);
    }

    /**
     * Returns depth in millimetres, truncated, as unsigned 16-bit numbers; 0 where there is no surface. What is too far becomes the largest
     * number, beyond the range of the layout; the published preprocessing lets it wrap around and seem near.
     */
    static short[] millimetres(RawFrame frame) {
        int width = RawFrame.WIDTH;
        short[] depth = new short[width * RawFrame.HEIGHT];
        for (int i = 0; i < depth.length; i++) {
            if (frame.isSurface(i)) {
                double metres = frame.distance().get(i) * factor(i % width, i / width, width, RawFrame.HEIGHT);
                depth[i] = (short) (int) Math.max(0, Math.min(metres * STEPS_PER_METRE, FARTHEST));
            }
        }
        return depth;
    }
}
