package dev.marigold.scene.render;

import dev.marigold.scene.random.RandomStream;

/**
 * How a camera answers light.
 *
 * @param key brightness that the mean of the scene is exposed to
 * @param highlights display value that the brightest twentieth may reach before the exposure is reduced
 * @param cast gains of red, green and blue
 * @param vignetting loss of light in the corners, a share
 * @param blur share of light that falls on each neighbouring pixel
 * @param contrast strength of the S-shaped curve, from -1 to 1
 * @param saturation of colours; 1 as they are
 * @param grain deviation of noise in the middle tones, a share of white
 * @param lift brightness of black
 * @param seed of the noise
 */
public record Sensor(
        double key,
        double highlights,
        Cast cast,
        double vignetting,
        double blur,
        double contrast,
        double saturation,
        double grain,
        double lift,
        int seed) {
    /**
     * Gains of the colours.
     *
     * @param red gain
     * @param green gain
     * @param blue gain
     */
    public record Cast(double red, double green, double blue) {}

    /** Returns a random camera: most are good, some are poor. */
    public static Sensor any(RandomStream random) {
        double warm = random.normal() * 0.07;
        double tint = random.normal() * 0.03;
        return new Sensor(
                random.logIn(0.11, 0.3),
                random.in(0.8, 2.2),
                new Cast(1 + warm, 1 + tint, 1 - warm),
                random.chance(0.5) ? random.in(0, 0.4) : 0,
                random.chance(0.6) ? random.in(0, 0.18) : 0,
                random.in(-0.3, 0.9),
                random.in(0.65, 1.35),
                random.chance(0.6) ? random.logIn(0.003, 0.035) : 0.002,
                random.chance(0.3) ? random.in(0, 0.06) : 0,
                random.nextInt());
    }
}
