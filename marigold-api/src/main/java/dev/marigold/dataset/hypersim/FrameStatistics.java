package dev.marigold.dataset.hypersim;

/**
 * What decides whether a converted frame is good for training.
 *
 * @param picture path of the picture in the split's folder
 * @param depth path of the depth map in the split's folder
 * @param colorRange largest minus smallest of all 8-bit samples
 * @param depthRange largest minus smallest measured depth, metres; 0 if none is
 * @param invalidRatio part of the pixels without depth, in [0, 1]
 */
public record FrameStatistics(String picture, String depth, int colorRange, double depthRange, double invalidRatio) {
    private static final int FEWEST_COLORS = 10;
    private static final double SHALLOWEST = 0.5;
    private static final double MOST_INVALID = 0.03;

    /** Tells whether the published training list keeps such a frame: not flat, not of one colour, 3 % without depth at most. */
    public boolean isForTraining() {
        return depthRange >= SHALLOWEST && colorRange >= FEWEST_COLORS && invalidRatio <= MOST_INVALID;
    }

    static FrameStatistics of(FrameName name, byte[] rgb, short[] millimetres) {
        int darkest = 0xff;
        int brightest = 0;
        for (byte sample : rgb) {
            darkest = Math.min(darkest, Byte.toUnsignedInt(sample));
            brightest = Math.max(brightest, Byte.toUnsignedInt(sample));
        }
        int nearest = 0xffff;
        int farthest = 0;
        int measured = 0;
        for (short depth : millimetres) {
            if (depth != 0) {
                nearest = Math.min(nearest, Short.toUnsignedInt(depth));
                farthest = Math.max(farthest, Short.toUnsignedInt(depth));
                measured++;
            }
        }
        double depthRange = measured == 0 ? 0 : (farthest - nearest) / 1000.0;
        double invalidRatio = 1 - (double) measured / millimetres.length;
        return new FrameStatistics(name.picture(), name.depth(), brightest - darkest, depthRange, invalidRatio);
    }
}
